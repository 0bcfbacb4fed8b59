package io.steadfast.saga.engine;

import java.time.Duration;
import java.util.UUID;

/**
 * How long a command may stay unanswered, and how often it is sent before the saga is stuck. Each attempt waits longer
 * than the one before, up to a cap.
 *
 * @param first how long the first attempt waits
 * @param attempts how often the command is sent before its silence makes the saga stuck
 * @param cap the longest that any attempt waits, before jitter
 * @param factor how many times as long as the one before each attempt waits
 * @param jitter the share by which a wait is shortened or lengthened at most, so that commands that were sent together
 *     are not resent together; which share it is follows from the command's id, so the same command always waits as long
 */
public record Patience(Duration first, int attempts, Duration cap, double factor, double jitter) {

    /** 10, 20, 40 and 80 seconds: stuck after 150 seconds of silence. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), 4, Duration.ofSeconds(80));

    public Patience {
        if (first.isNegative() || first.isZero() || attempts < 1 || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "Patience needs a positive first wait, no shorter a cap and at least one attempt");
        }
        if (!(factor >= 1) || !(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("Patience needs a factor of at least 1 and a jitter from 0 to below 1");
        }
    }

    /** Each attempt waits twice as long as the one before, without jitter. */
    public Patience(Duration first, int attempts, Duration cap) {
        this(first, attempts, cap, 2, 0);
    }

    public Patience withFactor(double other) {
        return new Patience(first, attempts, cap, other, jitter);
    }

    public Patience withJitter(double share) {
        return new Patience(first, attempts, cap, factor, share);
    }

    /** The same waits without end: silence never makes the saga stuck. */
    Patience endless() {
        return new Patience(first, Integer.MAX_VALUE, cap, factor, jitter);
    }

    boolean isExhaustedBy(int attempt) {
        return attempt >= attempts;
    }

    /** How long this sending waits, to the millisecond. */
    Duration wait(int attempt, UUID commandId) {
        double backedOff = first.toMillis() * Math.pow(factor, attempt - 1);
        double spread = 1 + jitter * (2 * share(commandId) - 1);
        return Duration.ofMillis(Math.max(1, Math.round(Math.min(backedOff, cap.toMillis()) * spread)));
    }

    /** From 0 to 1, evenly; the low bits of an id are random, also where the high ones are a time. */
    private static double share(UUID id) {
        return (id.getLeastSignificantBits() & 0xFFFFFF) / (double) 0xFFFFFF;
    }
}
