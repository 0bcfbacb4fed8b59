/** Child processes that cannot outlive their launcher. */
@NullMarked
package io.steadfast.local.process;

import org.jspecify.annotations.NullMarked;
