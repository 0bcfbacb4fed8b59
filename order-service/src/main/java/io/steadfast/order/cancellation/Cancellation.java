package io.steadfast.order.cancellation;

import io.steadfast.order.OrderView;

/** What came of a customer's wish to cancel an order. */
public sealed interface Cancellation {

    /** The saga has been asked, now or earlier; it decides. */
    record Requested(OrderView order) implements Cancellation {}

    /** The order is cancelled already. */
    record AlreadyCancelled(OrderView order) implements Cancellation {}

    /** The order is confirmed and stays so. */
    record TooLate() implements Cancellation {}
}
