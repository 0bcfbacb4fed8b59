/** A second saga, which is not about orders: what definitions can say, in one place, and that the engine does it. */
@NullMarked
package io.steadfast.saga.trip;

import org.jspecify.annotations.NullMarked;
