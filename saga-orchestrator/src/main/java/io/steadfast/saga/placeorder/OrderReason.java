package io.steadfast.saga.placeorder;

import static java.util.stream.Collectors.joining;

import io.steadfast.contracts.Message.InventoryCommandRefused;
import io.steadfast.contracts.Message.InventoryReleased;
import io.steadfast.contracts.Message.InventoryUnavailable;
import io.steadfast.contracts.Message.OrderCancellationRequested;
import io.steadfast.contracts.Message.OrderCommandRefused;
import io.steadfast.contracts.Shortage;

/** What the customer, or the operator, is told about an order that does not go on. */
final class OrderReason {

    private OrderReason() {}

    static String outOfStock(InventoryUnavailable unavailable) {
        return unavailable.shortages().stream().map(OrderReason::shortage).collect(joining(", ", "out of stock: ", ""));
    }

    private static String shortage(Shortage shortage) {
        return "%s (requested %d, available %d)"
                .formatted(shortage.productId(), shortage.requested(), shortage.available());
    }

    static String ofCustomer(OrderCancellationRequested request) {
        String reason = request.reason();
        return reason == null || reason.isBlank() ? "cancelled by customer" : reason;
    }

    static String refused(OrderCommandRefused refusal) {
        return "%s refused, the order is %s: %s".formatted(refusal.command(), refusal.state(), refusal.reason());
    }

    static String refused(InventoryCommandRefused refusal) {
        return "%s refused, the reservation is %s: %s".formatted(refusal.command(), refusal.state(), refusal.reason());
    }

    static String alreadyReleased(InventoryReleased released) {
        return "the reservation has already been released";
    }
}
