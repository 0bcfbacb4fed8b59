package io.steadfast.order.web;

import io.steadfast.order.listing.FindOrders;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Finds the orders waited for here that another instance has ended: one query for all, and none if nobody waits. */
@Component
class WaitingRequestsPoll {

    private static final Logger log = LoggerFactory.getLogger(WaitingRequestsPoll.class);

    private final WaitingRequests waiting;
    private final FindOrders orders;

    WaitingRequestsPoll(WaitingRequests waiting, FindOrders orders) {
        this.waiting = waiting;
        this.orders = orders;
    }

    @Scheduled(fixedDelayString = "${steadfast.order.waiting.poll-interval:500ms}")
    void poll() {
        Set<UUID> ids = waiting.orders();
        if (ids.isEmpty()) {
            return;
        }
        try {
            waiting.ended(orders.endsOf(ids));
        } catch (DataAccessException | TransactionException e) {
            log.debug("Orders waited for cannot be looked at: {}", e.toString());
        }
    }
}
