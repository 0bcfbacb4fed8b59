package io.steadfast.order.placement;

import io.steadfast.order.Order;
import io.steadfast.order.Origin;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to place an order. */
record PlacementRequest(
        NewOrder content, Origin origin, @Nullable String idempotencyKey) {

    Optional<String> key() {
        return Optional.ofNullable(idempotencyKey);
    }

    Order order(Instant now, Instant nextAnnouncement) {
        return new Order(content.customerId(), content.lines(), origin, now, nextAnnouncement);
    }
}
