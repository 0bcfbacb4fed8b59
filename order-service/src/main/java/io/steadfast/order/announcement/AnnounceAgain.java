package io.steadfast.order.announcement;

import io.steadfast.messaging.database.DatabaseClock;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.order.Order;
import io.steadfast.order.OrderMessages;
import io.steadfast.order.OrderTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Announces pending orders again, with the messages and ids of the first time. Whoever knows the order already ignores
 * them; if the broker lost them, the order goes on.
 */
@Service
class AnnounceAgain {

    private final OrderTable orders;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final DatabaseClock clock;
    private final AnnouncementTimes times;
    private final AnnouncementProperties properties;

    AnnounceAgain(
            OrderTable orders,
            Outbox outbox,
            JdbcClient jdbc,
            DatabaseClock clock,
            AnnouncementTimes times,
            AnnouncementProperties properties) {
        this.orders = orders;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.clock = clock;
        this.times = times;
        this.properties = properties;
    }

    /** Announces one batch; returns whether there may be more. */
    @Transactional
    public boolean announceDue() {
        Instant now = clock.now();
        List<Order> due = orders.lockDue(now, properties.batch());
        if (due.isEmpty()) {
            return false;
        }
        // A statement after the locks: it sees what the locks' last holders committed.
        Set<String> onTheirWay = stillInOutbox(due);
        List<OutgoingMessage> messages = new ArrayList<>();
        for (Order order : due) {
            if (onTheirWay.contains(order.id().toString())) {
                // Nothing is lost yet. Silence starts when the message has left.
                order.announceNotBefore(times.first(now));
            } else {
                order.announcedAgain(times.next(now, order.announcements() + 1));
                messages.add(OrderMessages.created(order));
                OrderMessages.cancellationRequested(order).ifPresent(messages::add);
            }
        }
        orders.update(due);
        outbox.appendAll(messages);
        return due.size() == properties.batch();
    }

    private Set<String> stillInOutbox(List<Order> due) {
        return new HashSet<>(jdbc.sql("select distinct aggregate_id from outbox where aggregate_id = any(:ids)")
                .param("ids", due.stream().map(order -> order.id().toString()).toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
