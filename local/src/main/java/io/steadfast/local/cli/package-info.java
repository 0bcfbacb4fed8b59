/** The command line of {@code ./run}. */
@NullMarked
package io.steadfast.local.cli;

import org.jspecify.annotations.NullMarked;
