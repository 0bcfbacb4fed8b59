package io.steadfast.messaging;

import java.util.function.BooleanSupplier;

/**
 * Keeps a search that is done again and again, and mostly in vain, from taking more than a twentieth of the time. While
 * an old snapshot is open anywhere, each search of a busy table crosses all rows that were deleted since, and takes longer
 * every time.
 */
public final class Pace {

    private static final int SHARE = 20;

    private volatile long notBefore = System.nanoTime();

    /** Whether it is time for a search. */
    public boolean isDue() {
        return System.nanoTime() - notBefore >= 0;
    }

    /** Searches, whether or not it is time, and returns whether something was found; if so, the next one need not wait. */
    public boolean search(BooleanSupplier search) {
        long begin = System.nanoTime();
        boolean found = search.getAsBoolean();
        long end = System.nanoTime();
        notBefore = found ? end : end + (end - begin) * (SHARE - 1);
        return found;
    }
}
