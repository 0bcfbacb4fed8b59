/** What was measured, for people and for programs. */
@NullMarked
package io.steadfast.benchmarks.report;

import org.jspecify.annotations.NullMarked;
