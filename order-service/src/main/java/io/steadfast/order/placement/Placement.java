package io.steadfast.order.placement;

import io.steadfast.order.OrderView;

/** What came of a request to place an order. */
public sealed interface Placement {

    /** The order is there: placed now, or by an earlier request with the same key. */
    record Placed(OrderView order) implements Placement {}

    /** Another request with the same key has not ended yet. */
    record KeyInUse() implements Placement {}

    /** The key came with another order before. */
    record KeyReused() implements Placement {}
}
