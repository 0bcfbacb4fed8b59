package io.steadfast.saga.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an operation stands. SQL and REST use the names in lower case. */
enum OperationStatus {
    /** Some targets are still to be dealt with. */
    RUNNING,
    /** Every target has been dealt with; each was done or has failed. */
    COMPLETED,
    /** An operator has stopped it; what was pending stays as it is. */
    STOPPED;

    @JsonValue
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OperationStatus of(String lowerCase) {
        return valueOf(lowerCase.toUpperCase(Locale.ROOT));
    }
}
