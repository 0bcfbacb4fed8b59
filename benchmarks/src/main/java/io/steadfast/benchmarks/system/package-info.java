/** The system that is measured, and what it uses of the machine. */
@NullMarked
package io.steadfast.benchmarks.system;

import org.jspecify.annotations.NullMarked;
