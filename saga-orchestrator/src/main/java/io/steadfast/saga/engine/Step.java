package io.steadfast.saga.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One command and its answers.
 *
 * @param undoneBy the name of the step that undoes this one, if it needs undoing
 */
record Step<D>(
        String name,
        Kind kind,
        BiFunction<D, String, Object> command,
        List<Answer> answers,
        Patience patience,
        @Nullable String undoneBy) {

    enum Kind {
        FORWARD,
        /** The last step that may be cancelled away: from its command on there is only forward. */
        PIVOT,
        UNDO
    }

    Step {
        answers = List.copyOf(answers);
    }

    Object commandFor(Saga<D> saga) {
        String reason = saga.undo().reason();
        return command.apply(saga.data(), reason == null ? "" : reason);
    }

    Optional<Answer.Reading> read(Object event) {
        return answers.stream().flatMap(answer -> answer.read(event).stream()).findFirst();
    }

    /** The status of a saga whose command of this step is under way. */
    SagaStatus statusWhenSent() {
        return kind == Kind.UNDO ? SagaStatus.COMPENSATING : SagaStatus.RUNNING;
    }
}
