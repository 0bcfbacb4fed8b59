package io.steadfast.saga.deadletter;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes old letters that have been decided on, in batches, on one instance at a time. */
@Component
@EnableConfigurationProperties(DeadLetterProperties.class)
class DeadLetterPurge {

    private static final int BATCH = 1_000;

    private final DeadLetterTable letters;
    private final DeadLetterProperties properties;

    DeadLetterPurge(DeadLetterTable letters, DeadLetterProperties properties) {
        this.letters = letters;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    @SchedulerLock(name = "dead-letter-purge")
    void purge() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = letters.purge(properties.retention(), BATCH) == BATCH;
        }
    }
}
