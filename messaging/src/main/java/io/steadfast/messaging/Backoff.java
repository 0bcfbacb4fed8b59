package io.steadfast.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits that double from {@code initial} up to {@code max}, each spread by a fifth either way so that those who failed
 * together do not return together.
 */
public record Backoff(Duration initial, Duration max) {

    private static final int MAX_DOUBLINGS = 30;

    /**
     * The wait before the next attempt.
     *
     * @param failures how many attempts have failed so far, at least 1
     */
    public Duration after(int failures) {
        long doubled = initial.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long capped = doubled <= 0 ? max.toMillis() : Math.min(doubled, max.toMillis());
        double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis(Math.round(capped * jitter));
    }
}
