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
    private final boolean alongside;
    private final List<Answer> answers = new ArrayList<>();
    private final List<Step.Memory<D>> memories = new ArrayList<>();
    private @Nullable BiFunction<D, String, Object> command;
    private @Nullable Predicate<D> condition;
    private @Nullable String undoneBy;
    private @Nullable Patience patience;
    private @Nullable String waiver;
    private boolean retriedUntilItSucceeds;

    StepBuilder(SagaBuilder<D> saga, String name, Step.Kind kind, boolean alongside) {
        this.saga = saga;
        this.name = name;
        this.kind = kind;
        this.alongside = alongside;
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

    /** The step is left out, with its undo, if the saga's data are not so when it is its turn. */
    public StepBuilder<D> onlyIf(Predicate<D> condition) {
        this.condition = condition;
        return this;
    }

    /** It was done. */
    public StepBuilder<D> succeedsOn(Class<?> event) {
        return answeredBy(Answer.of(event, Meaning.SUCCESS, any -> ""));
    }

    /** It was done, if the condition holds. */
    public <E> StepBuilder<D> succeedsOn(Class<E> event, Predicate<? super E> condition) {
        return answeredBy(Answer.of(event, condition, Meaning.SUCCESS, any -> ""));
    }

    /** A definite no of the business: nothing was done, so this step needs no undo; the saga turns back. */
    public <E> StepBuilder<D> failsOn(Class<E> event, Function<? super E, String> reason) {
        return answeredBy(Answer.of(event, Meaning.FAILURE, reason));
    }

    /** A definite no of the business, if the condition holds. */
    public <E> StepBuilder<D> failsOn(
            Class<E> event, Predicate<? super E> condition, Function<? super E, String> reason) {
        return answeredBy(Answer.of(event, condition, Meaning.FAILURE, reason));
    }

    /** The participant will not do it in its present state: the saga is stuck. */
    public <E> StepBuilder<D> refusedOn(Class<E> event, Function<? super E, String> reason) {
        return answeredBy(Answer.of(event, Meaning.REFUSAL, reason));
    }

    /** The participant will not do it in its present state, if the condition holds: the saga is stuck. */
    public <E> StepBuilder<D> refusedOn(
            Class<E> event, Predicate<? super E> condition, Function<? super E, String> reason) {
        return answeredBy(Answer.of(event, condition, Meaning.REFUSAL, reason));
    }

    /** What the saga remembers of a success, for later steps to send and to decide by. */
    public <E> StepBuilder<D> remembers(Class<E> event, BiFunction<D, E, D> keep) {
        memories.add(new Step.Memory<>(event, (data, answer) -> keep.apply(data, event.cast(answer))));
        return this;
    }

    /**
     * Operators may skip this step when it is stuck.
     *
     * @param waiver why that breaks nothing: the effect is there by other means, or can be done without
     */
    public StepBuilder<D> mayBeSkipped(String waiver) {
        this.waiver = waiver;
        return this;
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
        return saga.add(undo, Step.Kind.UNDO, false);
    }

    /** Begins the next step. */
    public StepBuilder<D> step(String next) {
        return saga.step(next);
    }

    /**
     * Begins a step that is sent together with the one before; the saga goes on when both have succeeded. If one fails
     * the saga turns back at once, and undoes the other too, whose command may still be under way.
     */
    public StepBuilder<D> alongside(String next) {
        return saga.add(next, Step.Kind.FORWARD, true);
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
        var rules = new Step.Rules(retriedUntilItSucceeds ? own.endless() : own, undoneBy, alongside, waiver);
        return new Step<>(name, kind, new Step.Request<>(command, condition), answers, memories, rules);
    }
}
