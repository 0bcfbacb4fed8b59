/** How fast the real system is: {@code ./run bench}. */
@NullMarked
package io.steadfast.benchmarks;

import org.jspecify.annotations.NullMarked;
