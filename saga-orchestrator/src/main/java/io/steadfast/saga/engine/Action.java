package io.steadfast.saga.engine;

import java.util.Locale;

/** What an operator can do to a saga, where {@link SagaCore#refusal} does not say otherwise. */
public enum Action {
    /** Send the command of the stuck step again. */
    RETRY,
    /** Turn back and undo all that was or may have been done. */
    CANCEL,
    /** Go on without the stuck step. */
    SKIP;

    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
