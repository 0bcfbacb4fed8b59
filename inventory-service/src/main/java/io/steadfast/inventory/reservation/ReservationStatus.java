package io.steadfast.inventory.reservation;

import java.util.Locale;
import java.util.Set;

/** Where a reservation stands. On the wire, in SQL and in REST the names are lower case. */
public enum ReservationStatus {
    /** Stock is promised. */
    ACTIVE,
    /** The stock has left the house. Final. */
    CONFIRMED,
    /** The stock was given back, or may never be reserved. Final. */
    RELEASED,
    /** There was too little; nothing is reserved. */
    UNAVAILABLE;

    /** Throws unless a reservation that stands here may go there. */
    void requireMayBecome(ReservationStatus next) {
        if (!successors().contains(next)) {
            throw new IllegalStateException("A reservation that is %s cannot become %s".formatted(this, next));
        }
    }

    private Set<ReservationStatus> successors() {
        return switch (this) {
            case ACTIVE -> Set.of(CONFIRMED, RELEASED);
            case UNAVAILABLE -> Set.of(RELEASED);
            case CONFIRMED, RELEASED -> Set.of();
        };
    }

    static ReservationStatus of(String lowerCase) {
        return valueOf(lowerCase.toUpperCase(Locale.ROOT));
    }

    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
