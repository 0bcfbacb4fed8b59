package io.steadfast.saga.engine;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a saga stands. The wire, SQL and REST use the names in lower case. */
public enum SagaStatus {
    /** Going forward: a step's command is under way. */
    RUNNING,
    /** Going back: an undo's command is under way. */
    COMPENSATING,
    /** Ended: every step succeeded. */
    COMPLETED,
    /** Ended: everything that was or may have been done is undone. */
    CANCELLED,
    /** Waits, without a deadline, for an answer or for an operator. */
    STUCK;

    public boolean isEnded() {
        return this == COMPLETED || this == CANCELLED;
    }

    /** Whether a command is under way whose answer has a deadline. */
    public boolean hasDeadline() {
        return this == RUNNING || this == COMPENSATING;
    }

    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SagaStatus of(String lowerCase) {
        return valueOf(lowerCase.toUpperCase(Locale.ROOT));
    }

    /**
     * This status's successor.
     *
     * @throws IllegalStateException if no saga may go there from here
     */
    SagaStatus to(SagaStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException("A " + lowerCase() + " saga cannot become " + next.lowerCase());
        }
        return next;
    }

    private Set<SagaStatus> successors() {
        return switch (this) {
            case RUNNING -> EnumSet.of(RUNNING, COMPENSATING, COMPLETED, STUCK);
            case COMPENSATING -> EnumSet.of(COMPENSATING, CANCELLED, STUCK);
            case STUCK -> EnumSet.allOf(SagaStatus.class);
            case COMPLETED, CANCELLED -> EnumSet.noneOf(SagaStatus.class);
        };
    }
}
