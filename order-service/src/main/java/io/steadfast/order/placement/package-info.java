/** Placing an order, once for each idempotency key. */
@NullMarked
package io.steadfast.order.placement;

import org.jspecify.annotations.NullMarked;
