package io.steadfast.saga.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One command and its answers. */
record Step<D>(
        String name, Kind kind, Request<D> request, List<Answer> answers, List<Memory<D>> memories, Rules rules) {

    enum Kind {
        FORWARD,
        /** The last step that may be cancelled away: from its command on there is only forward. */
        PIVOT,
        UNDO
    }

    /**
     * What is sent.
     *
     * @param command of the saga's data and of the reason why it turned back, which is empty while it has not
     * @param condition the step is left out if it does not hold; null if it never is
     */
    record Request<D>(
            BiFunction<D, String, Object> command, @Nullable Predicate<D> condition) {}

    /** What the saga keeps of an answer. */
    record Memory<D>(Class<?> type, BiFunction<D, Object, D> keep) {}

    /**
     * How the step is treated.
     *
     * @param undoneBy the name of the step that undoes this one, if it needs undoing
     * @param alongside whether it is sent together with the step before
     * @param waiver why an operator may skip it, or null if nobody may
     */
    record Rules(
            Patience patience,
            @Nullable String undoneBy,
            boolean alongside,
            @Nullable String waiver) {}

    Step {
        answers = List.copyOf(answers);
        memories = List.copyOf(memories);
    }

    Object commandFor(Saga<D> saga) {
        String reason = saga.undo().reason();
        return request.command().apply(saga.data(), reason == null ? "" : reason);
    }

    boolean isConditional() {
        return request.condition() != null;
    }

    boolean isNeeded(D data) {
        Predicate<D> condition = request.condition();
        return condition == null || condition.test(data);
    }

    Optional<Answer.Reading> read(Object event) {
        return answers.stream().flatMap(answer -> answer.read(event).stream()).findFirst();
    }

    /** The data with what is to be kept of an answer. */
    D remember(D data, Object event) {
        D remembered = data;
        for (Memory<D> memory : memories) {
            if (memory.type().isInstance(event)) {
                remembered = memory.keep().apply(remembered, event);
            }
        }
        return remembered;
    }

    Patience patience() {
        return rules.patience();
    }

    @Nullable
    String undoneBy() {
        return rules.undoneBy();
    }

    /** The status of a saga whose command of this step is under way. */
    SagaStatus statusWhenSent() {
        return kind == Kind.UNDO ? SagaStatus.COMPENSATING : SagaStatus.RUNNING;
    }
}
