/** Benchmarks of the whole system over its REST API. */
@NullMarked
package io.steadfast.benchmarks.sagas;

import org.jspecify.annotations.NullMarked;
