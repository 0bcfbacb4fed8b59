package io.steadfast.order.announcement;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for silent orders. Instances that do so at the same time share them. */
@Component
class AnnouncementSweep {

    private static final int BATCHES_PER_RUN = 20;

    private final AnnounceAgain announceAgain;

    AnnouncementSweep(AnnounceAgain announceAgain) {
        this.announceAgain = announceAgain;
    }

    @Scheduled(
            initialDelayString = "${steadfast.order.announcement.sweep-interval:5s}",
            fixedDelayString = "${steadfast.order.announcement.sweep-interval:5s}")
    void sweep() {
        boolean more = true;
        for (int batch = 0; more && batch < BATCHES_PER_RUN; batch++) {
            more = announceAgain.announceDue();
        }
    }
}
