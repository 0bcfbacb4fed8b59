package io.steadfast.saga.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of saga: what starts it, its steps in order, what each sends and which answers it takes, and how it is undone.
 * Built by {@link #saga}; immutable.
 *
 * @param <D> the record of what the saga remembers; it is kept as JSON
 */
public final class SagaDefinition<D> {

    private final SagaBuilder<D> parts;
    private final List<Step<D>> forward;
    private final List<Step<D>> order;

    SagaDefinition(SagaBuilder<D> parts, List<Step<D>> forward, List<Step<D>> undos) {
        this.parts = parts;
        this.forward = List.copyOf(forward);
        this.order = Stream.concat(forward.stream(), undos.stream()).toList();
    }

    /** Begins a definition. Sagas end by the version with which they began; changed steps are a new version. */
    public static SagaBuilder.Named saga(String type, Version version) {
        return new SagaBuilder.Named(type, version);
    }

    public static Version version(int number) {
        return new Version(number);
    }

    /** The version of a definition. */
    public record Version(int number) {}

    public String type() {
        return parts.named.type();
    }

    public int version() {
        return parts.named.version().number();
    }

    public Class<D> dataType() {
        return parts.dataType;
    }

    /** The classes of all messages that concern sagas of this kind. */
    public Set<Class<?>> listensTo() {
        return parts.listensTo();
    }

    /** The business key that a message of {@link #listensTo()} names. */
    public String businessKeyOf(Object event) {
        return parts.businessKey.apply(event);
    }

    /** What a new saga is to remember, if this message starts one. */
    public Optional<D> startedBy(Object event) {
        return parts.startType.isInstance(event) ? Optional.of(parts.start.apply(event)) : Optional.empty();
    }

    /** The reason of the cancellation, if this message asks for one. */
    public Optional<String> cancelledBy(Object event) {
        Function<Object, String> reason = parts.cancellation;
        return reason != null && parts.cancellationType.isInstance(event)
                ? Optional.of(reason.apply(event))
                : Optional.empty();
    }

    /** How long this sending of the step's command may stay unanswered. */
    public Duration patience(String step, int attempt) {
        return step(step).patience().wait(attempt);
    }

    /** The names of all steps: first those forward, then those that undo, each in the order in which they run. */
    public List<String> stepNames() {
        return order.stream().map(Step::name).toList();
    }

    Step<D> step(String name) {
        return order.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type() + " has no step " + name));
    }

    Step<D> firstStep() {
        return forward.get(0);
    }

    Optional<Step<D>> after(Step<D> step) {
        int next = forward.indexOf(step) + 1;
        return next < forward.size() ? Optional.of(forward.get(next)) : Optional.empty();
    }

    /** What is to be undone as soon as a saga has started, whatever it has done. */
    List<String> undoOfStart() {
        String undo = parts.startUndoneBy;
        return undo == null ? List.of() : List.of(undo);
    }

    /** Whether the command of the pivot has been sent when the saga is in this step. */
    boolean isPastCancelling(Step<D> step) {
        List<Step<D>> fromPivotOn = forward.stream()
                .dropWhile(candidate -> candidate.kind() != Step.Kind.PIVOT)
                .toList();
        return fromPivotOn.contains(step);
    }

    /** Steps that would take this message as their answer. */
    List<String> stepsAnsweredBy(Object event) {
        return order.stream()
                .filter(step -> step.read(event).isPresent())
                .map(Step::name)
                .toList();
    }

    /** Whether a saga in step {@code current} has left {@code other} behind. */
    boolean isPast(String other, String current) {
        List<String> names = stepNames();
        return names.indexOf(other) < names.indexOf(current);
    }
}
