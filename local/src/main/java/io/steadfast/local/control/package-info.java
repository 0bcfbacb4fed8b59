/** How a second terminal talks to the {@code ./run} that serves a home. */
@NullMarked
package io.steadfast.local.control;

import org.jspecify.annotations.NullMarked;
