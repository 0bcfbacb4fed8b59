package io.steadfast.saga.engine;

import java.util.Locale;

/** The kinds of entries in a saga's journal; SQL and REST use the names in lower case with hyphens. */
public enum JournalEvent {
    STARTED,
    SENT,
    RESENT,
    SUCCEEDED,
    FAILED,
    REFUSED,
    CANCELLATION_REQUESTED,
    /** The time of the whole saga was over. */
    EXPIRED,
    STUCK,
    /** An answer came after all, and the saga goes on by itself. */
    RESUMED,
    RETRIED,
    /** A step was left out: its condition did not hold, or an operator waived it. */
    SKIPPED,
    COMPLETED,
    CANCELLED,
    /** Something came that changes nothing; the detail says why. */
    IGNORED;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
