package io.steadfast.order.announcement;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for silent orders, on one instance at a time. */
@Component
class AnnouncementSweep {

    private static final int BATCHES_PER_RUN = 20;

    /** How long nobody announces after an instance died in here. Two at a time would do no harm. */
    private static final String LEASE = "PT15S";

    private final AnnounceAgain announceAgain;

    AnnouncementSweep(AnnounceAgain announceAgain) {
        this.announceAgain = announceAgain;
    }

    @Scheduled(
            initialDelayString = "${steadfast.order.announcement.sweep-interval:5s}",
            fixedDelayString = "${steadfast.order.announcement.sweep-interval:5s}")
    @SchedulerLock(name = "announce-pending-orders", lockAtMostFor = LEASE)
    void sweep() {
        boolean more = true;
        for (int batch = 0; more && batch < BATCHES_PER_RUN; batch++) {
            more = announceAgain.announceDue();
        }
    }
}
