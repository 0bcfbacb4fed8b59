package io.steadfast.saga.engine;

import io.steadfast.saga.engine.Answer.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds one step of a definition, or one undo. */
public final class StepBuilder<D> {

    private final SagaBuilder<D> saga;
    private final String name;
    private final Step.Kind kind;
    private final List<Answer> answers = new ArrayList<>();
    private @Nullable BiFunction<D, String, Object> command;
    private @Nullable String undoneBy;
    private @Nullable Patience patience;
    private boolean retriedUntilItSucceeds;

    StepBuilder(SagaBuilder<D> saga, String name, Step.Kind kind) {
        this.saga = saga;
        this.name = name;
        this.kind = kind;
    }

    /** The command of this step. It may be sent more than once; the participant recognises its business key. */
    public StepBuilder<D> sends(Function<D, Object> command) {
        return sends((data, reason) -> command.apply(data));
    }

    /** As above, for an undo that tells why the saga turned back. */
    public StepBuilder<D> sends(BiFunction<D, String, Object> command) {
        this.command = command;
        return this;
    }

    /** It was done. */
    public StepBuilder<D> succeedsOn(Class<?> event) {
        return succeedsOn(event, any -> true);
    }

    /** It was done, if the condition holds. */
    public <E> StepBuilder<D> succeedsOn(Class<E> event, Predicate<? super E> condition) {
        return answeredBy(Answer.of(event, condition, Meaning.SUCCESS, any -> ""));
    }

    /** A definite no of the business: nothing was done, so this step needs no undo; the saga turns back. */
    public <E> StepBuilder<D> failsOn(Class<E> event, Function<? super E, String> reason) {
        return answeredBy(Answer.of(event, any -> true, Meaning.FAILURE, reason));
    }

    /** The participant will not do it in its present state: the saga is stuck. */
    public <E> StepBuilder<D> refusedOn(Class<E> event, Function<? super E, String> reason) {
        return refusedOn(event, any -> true, reason);
    }

    /** The participant will not do it in its present state, if the condition holds: the saga is stuck. */
    public <E> StepBuilder<D> refusedOn(
            Class<E> event, Predicate<? super E> condition, Function<? super E, String> reason) {
        return answeredBy(Answer.of(event, condition, Meaning.REFUSAL, reason));
    }

    /** Silence never makes this step stuck: its command is sent again for as long as it takes. */
    public StepBuilder<D> retriedUntilItSucceeds() {
        retriedUntilItSucceeds = true;
        return this;
    }

    /** How long this step's unanswered commands wait. */
    public StepBuilder<D> waits(Patience patience) {
        this.patience = patience;
        return this;
    }

    /** Begins the undo of this step. It must succeed, whether the step was done, was not or is still to be. */
    public StepBuilder<D> undoneBy(String undo) {
        undoneBy = undo;
        return saga.add(undo, Step.Kind.UNDO);
    }

    /** Begins the next step. */
    public StepBuilder<D> step(String next) {
        return saga.step(next);
    }

    /** Begins the step that decides: before its command the saga can turn back, from then on it can only go on. */
    public StepBuilder<D> pivot(String next) {
        return saga.pivot(next);
    }

    /**
     * Ends the definition.
     *
     * @throws IllegalArgumentException if it contradicts itself
     */
    public SagaDefinition<D> end() {
        return saga.end();
    }

    private StepBuilder<D> answeredBy(Answer answer) {
        answers.add(answer);
        return this;
    }

    List<Class<?>> answerTypes() {
        List<Class<?>> types = new ArrayList<>();
        answers.forEach(answer -> types.add(answer.type()));
        return types;
    }

    Step<D> build() {
        if (command == null) {
            throw new IllegalArgumentException(name + " sends nothing");
        }
        Patience own = patience == null ? saga.patience : patience;
        return new Step<>(name, kind, command, answers, retriedUntilItSucceeds ? own.endless() : own, undoneBy);
    }
}
