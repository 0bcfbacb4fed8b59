package io.steadfast.saga.engine;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A kind of message that answers a step's command, and what it means. */
record Answer(Class<?> type, @Nullable Predicate<Object> condition, Meaning meaning, Function<Object, String> reason) {

    enum Meaning {
        /** It was done. */
        SUCCESS,
        /** It was definitely not done and never will be: business said no. */
        FAILURE,
        /** The participant will not do it in its present state. */
        REFUSAL
    }

    /** An answer as read from one message. */
    record Reading(Meaning meaning, String reason) {}

    static <E> Answer of(Class<E> type, Meaning meaning, Function<? super E, String> why) {
        return new Answer(type, null, meaning, event -> why.apply(type.cast(event)));
    }

    static <E> Answer of(
            Class<E> type, Predicate<? super E> condition, Meaning meaning, Function<? super E, String> why) {
        return new Answer(
                type, event -> condition.test(type.cast(event)), meaning, event -> why.apply(type.cast(event)));
    }

    Optional<Reading> read(@Nullable Object event) {
        return type.isInstance(event) && (condition == null || condition.test(event))
                ? Optional.of(new Reading(meaning, reason.apply(event)))
                : Optional.empty();
    }
}
