package io.steadfast.saga.engine;

import io.steadfast.saga.engine.SagaDefinition.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds a definition, sentence by sentence. What it says of the saga as a whole comes first, then its steps. */
public final class SagaBuilder<D> {

    final Named named;
    final Class<?> startType;
    final Class<D> dataType;
    final Function<Object, D> start;
    Function<Object, String> businessKey = event -> {
        throw new IllegalStateException("The definition does not say what its messages are identified by");
    };
    Class<?> cancellationType = Void.class;

    @Nullable
    Function<Object, String> cancellation;

    @Nullable
    String startUndoneBy;

    @Nullable
    Duration endsWithin;

    boolean shippedAhead;

    Patience patience = Patience.DEFAULT;
    private final List<StepBuilder<D>> steps = new ArrayList<>();

    private <E> SagaBuilder(Named named, Class<E> startType, Class<D> dataType, Function<E, D> start) {
        this.named = named;
        this.startType = startType;
        this.dataType = dataType;
        this.start = event -> start.apply(startType.cast(event));
    }

    /** A definition that has a name and does not know yet what starts it. */
    public record Named(String type, Version version) {

        /** Every message of this type starts a saga, unless its business key has one. */
        public <E, D> SagaBuilder<D> startedBy(Class<E> event, Class<D> data, Function<E, D> remembers) {
            return new SagaBuilder<>(this, event, data, remembers);
        }
    }

    /** Where every message of the saga carries the saga's business key. */
    public <E> SagaBuilder<D> identifiedBy(Class<E> messages, Function<E, String> key) {
        businessKey = message -> key.apply(messages.cast(message));
        return this;
    }

    /** The message by which the saga is asked to turn back; it does so as long as the pivot's command is not sent. */
    public <E> SagaBuilder<D> cancelledBy(Class<E> event, Function<E, String> reason) {
        cancellationType = event;
        cancellation = message -> reason.apply(event.cast(message));
        return this;
    }

    /**
     * How long the whole saga may take, by the clock and whatever is away meanwhile. A saga that has not ended by then
     * turns back; past the pivot it is stuck, also in a step that is retried until it succeeds, and one that turns back
     * already goes on doing so. Without this it may take for ever.
     */
    public SagaBuilder<D> endsWithin(Duration time) {
        endsWithin = time;
        return this;
    }

    /**
     * New sagas still start with the version before. While some instances of the orchestrator do not know a version yet
     * they cannot hear its answers; so it is shipped ahead to all of them, and starts sagas with the next build.
     */
    public SagaBuilder<D> shippedAhead() {
        shippedAhead = true;
        return this;
    }

    /** How long unanswered commands wait, in steps that say nothing else. */
    public SagaBuilder<D> waits(Patience patience) {
        this.patience = patience;
        return this;
    }

    /** The undo of the start itself: the last one to run. */
    public StepBuilder<D> undoneBy(String name) {
        startUndoneBy = name;
        return add(name, Step.Kind.UNDO, false);
    }

    public StepBuilder<D> step(String name) {
        return add(name, Step.Kind.FORWARD, false);
    }

    public StepBuilder<D> pivot(String name) {
        return add(name, Step.Kind.PIVOT, false);
    }

    StepBuilder<D> add(String name, Step.Kind kind, boolean alongside) {
        StepBuilder<D> step = new StepBuilder<>(this, name, kind, alongside);
        steps.add(step);
        return step;
    }

    Set<Class<?>> listensTo() {
        Set<Class<?>> types = new LinkedHashSet<>();
        types.add(startType);
        if (cancellation != null) {
            types.add(cancellationType);
        }
        steps.forEach(step -> types.addAll(step.answerTypes()));
        return types;
    }

    SagaDefinition<D> end() {
        List<Step<D>> all = steps.stream().map(StepBuilder::build).toList();
        DefinitionCheck.check(named.type(), all);
        List<Step<D>> forward = new ArrayList<>();
        List<Step<D>> undos = new ArrayList<>();
        for (Step<D> step : all) {
            if (step.kind() == Step.Kind.UNDO) {
                undos.add(0, step);
            } else {
                forward.add(step);
            }
        }
        return new SagaDefinition<>(this, forward, undos);
    }
}
