package io.steadfast.inventory.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steadfast.contracts.Item;
import io.steadfast.contracts.Shortage;
import io.steadfast.inventory.reservation.Reservation;
import io.steadfast.inventory.reservation.ReservationItem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reservation as REST shows it. */
record ReservationBody(
        String orderId,
        String status,
        List<Item> items,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Shortage> shortages,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    static ReservationBody of(Reservation reservation) {
        return new ReservationBody(
                reservation.orderId(),
                reservation.status().lowerCase(),
                reservation.items().stream()
                        .map(item -> new Item(item.productId(), item.quantity()))
                        .toList(),
                reservation.items().stream()
                        .filter(ReservationItem::isShort)
                        .map(item -> new Shortage(
                                item.productId(), item.quantity(), Objects.requireNonNull(item.available())))
                        .toList(),
                reservation.reason().orElse(null),
                reservation.createdAt(),
                reservation.updatedAt());
    }
}
