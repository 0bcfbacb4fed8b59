/** The outbox and its relay alone, as a library in a service that does nothing else. */
@NullMarked
package io.steadfast.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
