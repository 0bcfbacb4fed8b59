package io.steadfast.order.placement;

import io.steadfast.messaging.database.DatabaseClock;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.order.Order;
import io.steadfast.order.OrderMessages;
import io.steadfast.order.OrderRepository;
import io.steadfast.order.OrderView;
import io.steadfast.order.Origin;
import io.steadfast.order.announcement.AnnouncementTimes;
import io.steadfast.order.placement.Placement.KeyInUse;
import io.steadfast.order.placement.Placement.KeyReused;
import io.steadfast.order.placement.Placement.Placed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Places orders: the order, its idempotency key and the message that announces it are written in one transaction, or
 * none of them.
 */
@Service
public class PlaceOrder {

    private final OrderRepository orders;
    private final IdempotencyKeys keys;
    private final Outbox outbox;
    private final DatabaseClock clock;
    private final AnnouncementTimes announcements;

    PlaceOrder(
            OrderRepository orders,
            IdempotencyKeys keys,
            Outbox outbox,
            DatabaseClock clock,
            AnnouncementTimes announcements) {
        this.orders = orders;
        this.keys = keys;
        this.outbox = outbox;
        this.clock = clock;
        this.announcements = announcements;
    }

    /** Places the order, or finds the one that the key has placed before. Never waits for another request. */
    @Transactional
    public Placement place(NewOrder request, Origin origin, @Nullable String key) {
        if (key == null) {
            return new Placed(OrderView.of(write(request, origin, clock.now())));
        }
        if (!keys.claim(key)) {
            return new KeyInUse();
        }
        byte[] hash = RequestFingerprint.of(request);
        return keys.find(key).map(use -> again(use, hash)).orElseGet(() -> first(request, origin, key, hash));
    }

    private Placement again(IdempotencyKeys.Use use, byte[] hash) {
        return use.isFor(hash)
                ? new Placed(OrderView.of(orders.findById(use.orderId()).orElseThrow()))
                : new KeyReused();
    }

    private Placement first(NewOrder request, Origin origin, String key, byte[] hash) {
        Instant now = clock.now();
        Order order = write(request, origin, now);
        keys.keep(key, hash, order.id(), now);
        return new Placed(OrderView.of(order));
    }

    private Order write(NewOrder request, Origin origin, Instant now) {
        var order = new Order(request.customerId(), request.lines(), origin, now, announcements.first(now));
        // Flushed, because the key's row refers to it and is not written by JPA.
        orders.saveAndFlush(order);
        outbox.append(OrderMessages.created(order));
        return order;
    }
}
