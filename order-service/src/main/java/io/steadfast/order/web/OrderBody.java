package io.steadfast.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steadfast.contracts.Item;
import io.steadfast.order.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as callers see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderBody(
        UUID id,
        String customerId,
        List<Item> items,
        String status,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    static OrderBody of(OrderView order) {
        return new OrderBody(
                order.id(),
                order.customerId(),
                order.items(),
                order.status().name().toLowerCase(Locale.ROOT),
                order.reason(),
                order.createdAt(),
                order.updatedAt());
    }
}
