package io.steadfast.saga.engine;

import java.time.Duration;

/**
 * How long a command may stay unanswered, and how often it is sent before the saga is stuck. Each attempt waits twice
 * as long as the one before, up to a cap.
 *
 * @param first how long the first attempt waits
 * @param attempts how often the command is sent before its silence makes the saga stuck
 * @param cap the longest that any attempt waits
 */
public record Patience(Duration first, int attempts, Duration cap) {

    /** 10, 20, 40 and 80 seconds: stuck after 150 seconds of silence. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), 4, Duration.ofSeconds(80));

    public Patience {
        if (first.isNegative() || first.isZero() || attempts < 1 || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "Patience needs a positive first wait, no shorter a cap and at least one attempt");
        }
    }

    /** The same waits without end: silence never makes the saga stuck. */
    Patience endless() {
        return new Patience(first, Integer.MAX_VALUE, cap);
    }

    boolean isExhaustedBy(int attempt) {
        return attempt >= attempts;
    }

    Duration wait(int attempt) {
        Duration wait = first;
        for (int i = 1; i < attempt && wait.compareTo(cap) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(cap) < 0 ? wait : cap;
    }
}
