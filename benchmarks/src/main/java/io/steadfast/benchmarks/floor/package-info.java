/** What PostgreSQL and the broker can do without us: the same work with no application around it. */
@NullMarked
package io.steadfast.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
