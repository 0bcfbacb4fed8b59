package io.steadfast.order;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as it stood at one moment; free of any transaction. */
public record OrderView(
        UUID id,
        String customerId,
        List<Item> items,
        OrderStatus status,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    /** Reads the order's lines, so it needs the transaction that the order was loaded in. */
    public static OrderView of(Order order) {
        return new OrderView(
                order.id(),
                order.customerId(),
                order.lines().stream()
                        .map(line -> new Item(line.productId(), line.quantity()))
                        .toList(),
                order.status(),
                order.reason().orElse(null),
                order.createdAt(),
                order.updatedAt());
    }

    public boolean isPending() {
        return status == OrderStatus.PENDING;
    }

    /** The same order, ended. */
    public OrderView ended(OrderEnd end) {
        return new OrderView(id, customerId, items, end.status(), end.reason(), createdAt, end.at());
    }
}
