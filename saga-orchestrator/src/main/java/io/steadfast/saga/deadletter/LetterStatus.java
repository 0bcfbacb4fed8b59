package io.steadfast.saga.deadletter;

import java.util.Locale;

/** What became of a dead letter. An open one is decided on once, and the decision stays. */
enum LetterStatus {
    OPEN,
    /** Sent again to where it died; if it dies again that is another letter. */
    REPLAYED,
    DISCARDED;

    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    static LetterStatus of(String lowerCase) {
        return valueOf(lowerCase.toUpperCase(Locale.ROOT));
    }
}
