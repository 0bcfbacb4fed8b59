package io.steadfast.order.placement;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets expired keys, on one instance at a time, in statements short enough to disturb nobody. */
@Component
class IdempotencyKeyPurge {

    private static final int BATCH = 1_000;
    private static final int BATCHES_PER_RUN = 100;

    private final IdempotencyKeys keys;

    IdempotencyKeyPurge(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Scheduled(
            initialDelayString = "${steadfast.order.placement.purge-interval:10m}",
            fixedDelayString = "${steadfast.order.placement.purge-interval:10m}")
    @SchedulerLock(name = "purge-idempotency-keys")
    void purge() {
        boolean more = true;
        for (int batch = 0; more && batch < BATCHES_PER_RUN; batch++) {
            more = keys.purge(BATCH) == BATCH;
        }
    }
}
