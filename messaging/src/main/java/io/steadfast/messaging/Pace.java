package io.steadfast.messaging;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps a search that is done again and again, and mostly in vain, from taking more than a twentieth of the time. While
 * an old snapshot is open anywhere, each search of a busy table crosses all rows that were deleted since, and takes longer
 * every time. It never waits for more than {@link #LONGEST}, since a search may have been long because the process stood
 * still.
 */
public final class Pace {

    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int SHARE = 20;

    private final LongSupplier nanoTime;
    private volatile long notBefore;

    public Pace() {
        this(System::nanoTime);
    }

    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.notBefore = nanoTime.getAsLong();
    }

    /** Whether it is time for a search. */
    public boolean isDue() {
        return nanoTime.getAsLong() - notBefore >= 0;
    }

    /** Searches, whether or not it is time, and returns whether something was found; if so, the next one need not wait. */
    public boolean search(BooleanSupplier search) {
        long begin = nanoTime.getAsLong();
        boolean found = search.getAsBoolean();
        long end = nanoTime.getAsLong();
        notBefore = found ? end : end + Math.min((end - begin) * (SHARE - 1), LONGEST.toNanos());
        return found;
    }
}
