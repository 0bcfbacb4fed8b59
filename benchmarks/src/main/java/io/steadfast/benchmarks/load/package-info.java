/** Customers: who sends requests, when, and how long each took. */
@NullMarked
package io.steadfast.benchmarks.load;

import org.jspecify.annotations.NullMarked;
