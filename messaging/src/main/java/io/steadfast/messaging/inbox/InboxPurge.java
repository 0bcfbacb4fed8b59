package io.steadfast.messaging.inbox;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;

/** Removes old ids from the inbox, in batches, on one instance at a time. */
class InboxPurge {

    private final Inbox inbox;
    private final InboxProperties properties;

    InboxPurge(Inbox inbox, InboxProperties properties) {
        this.inbox = inbox;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "${steadfast.inbox.purge-interval:10m}", initialDelayString = "PT1M")
    @SchedulerLock(name = "inbox-purge", lockAtMostFor = "PT10M")
    public void purge() {
        int removed;
        do {
            removed = inbox.purge(properties.retention(), properties.purgeBatch());
        } while (removed == properties.purgeBatch() && !Thread.currentThread().isInterrupted());
    }
}
