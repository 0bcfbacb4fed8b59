package io.steadfast.order.placement;

import io.steadfast.messaging.database.DatabaseClock;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.order.Order;
import io.steadfast.order.OrderMessages;
import io.steadfast.order.OrderTable;
import io.steadfast.order.OrderView;
import io.steadfast.order.announcement.AnnouncementTimes;
import io.steadfast.order.placement.Placement.KeyInUse;
import io.steadfast.order.placement.Placement.KeyReused;
import io.steadfast.order.placement.Placement.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes the orders of several requests, with their keys and messages, in one transaction. */
@Component
class WritePlacements {

    private final OrderTable orders;
    private final IdempotencyKeys keys;
    private final Outbox outbox;
    private final DatabaseClock clock;
    private final AnnouncementTimes announcements;

    WritePlacements(
            OrderTable orders,
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

    /** What comes of each request, in the same order. Never waits for a transaction that has one of the keys. */
    @Transactional
    public List<Placement> write(List<PlacementRequest> requests) {
        Set<String> claimed = keys.claim(
                requests.stream().flatMap(request -> request.key().stream()).collect(Collectors.toSet()));
        var batch = new Batch(claimed, keys.find(claimed), clock.now());
        List<Placement> placements = requests.stream().map(batch::place).toList();
        orders.insert(batch.made);
        keys.keep(batch.uses, batch.now);
        outbox.appendAll(batch.made.stream().map(OrderMessages::created).toList());
        return placements;
    }

    /** Decides on the requests one after the other. */
    private final class Batch {

        private final Set<String> claimed;
        private final Map<String, IdempotencyKeys.Use> earlier;
        private final Instant now;
        private final List<Order> made = new ArrayList<>();
        private final List<IdempotencyKeys.Use> uses = new ArrayList<>();

        Batch(Set<String> claimed, Map<String, IdempotencyKeys.Use> earlier, Instant now) {
            this.claimed = claimed;
            this.earlier = earlier;
            this.now = now;
        }

        Placement place(PlacementRequest request) {
            return request.key().map(key -> once(key, request)).orElseGet(() -> placed(make(request)));
        }

        /** A claim is for one request: another with the same key has come while the first is being served. */
        private Placement once(String key, PlacementRequest request) {
            if (!claimed.remove(key)) {
                return new KeyInUse();
            }
            byte[] hash = RequestFingerprint.of(request.content());
            IdempotencyKeys.Use use = earlier.get(key);
            if (use == null) {
                Order order = make(request);
                uses.add(new IdempotencyKeys.Use(key, order.id(), hash));
                return placed(order);
            }
            return use.isFor(hash) ? placed(orders.find(use.orderId()).orElseThrow()) : new KeyReused();
        }

        private Order make(PlacementRequest request) {
            Order order = request.order(now, announcements.first(now));
            made.add(order);
            return order;
        }

        private static Placement placed(Order order) {
            return new Placed(OrderView.of(order));
        }
    }
}
