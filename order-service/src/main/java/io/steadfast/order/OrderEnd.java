package io.steadfast.order;

import io.steadfast.contracts.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an order ended. */
public record OrderEnd(
        UUID orderId, OrderStatus status, @Nullable String reason, Instant at) {

    /** Published within this process and the transaction in which the orders ended; listen after its commit. */
    public record Reached(List<OrderEnd> ends) {}

    public static OrderEnd of(Order order) {
        return new OrderEnd(order.id(), order.status(), order.reason().orElse(null), order.updatedAt());
    }
}
