package io.steadfast.saga.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a saga is stuck. */
public enum StuckReason {
    /** No answer came to any of the attempts. */
    SILENT,
    /** The participant answered that it will not do it. */
    REFUSED,
    /** The command can never be sent as it is. */
    PARKED,
    /** The time of the whole saga is over, and it cannot turn back any more. */
    EXPIRED;

    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if only a newer build knows it. */
    public static Optional<StuckReason> find(String lowerCase) {
        return Stream.of(values())
                .filter(reason -> reason.lowerCase().equals(lowerCase))
                .findFirst();
    }
}
