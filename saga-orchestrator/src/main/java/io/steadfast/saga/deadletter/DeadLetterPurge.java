package io.steadfast.saga.deadletter;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes old letters that have been decided on, in batches; what is left the next run removes. Safe to run twice at a
 * time, meant to run once.
 */
@Component
@EnableConfigurationProperties(DeadLetterProperties.class)
class DeadLetterPurge {

    private static final int BATCH = 1_000;
    private static final int MAX_BATCHES = 500;

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
        for (int n = 0; more && n < MAX_BATCHES && !Thread.currentThread().isInterrupted(); n++) {
            more = letters.purge(properties.retention(), BATCH) == BATCH;
        }
    }
}
