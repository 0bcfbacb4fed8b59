package io.steadfast.saga.engine;

import java.time.Duration;
import java.util.ArrayList;
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
    private final List<List<Step<D>>> stages;
    private final List<Step<D>> order;

    SagaDefinition(SagaBuilder<D> parts, List<Step<D>> forward, List<Step<D>> undos) {
        this.parts = parts;
        this.stages = stages(forward);
        this.order = Stream.concat(forward.stream(), undos.stream()).toList();
    }

    /** Begins a definition. Sagas end by the version with which they began; changed steps are a new version. */
    public static SagaBuilder.Named saga(String type, Version version) {
        return new SagaBuilder.Named(type, version);
    }

    public static Version version(int number) {
        return new Version(number);
    }

    /**
     * Stands in for a definition that is not known here, for sagas that have ended: nothing is sent or awaited by it, and
     * all that can still come is refused or ignored for their status alone.
     */
    public static SagaDefinition<?> ofEnded(String type, int version) {
        SagaBuilder<Object> nothing = saga(type, version(version)).startedBy(Void.class, Object.class, none -> none);
        return new SagaDefinition<>(nothing, List.of(), List.of());
    }

    /** The version of a definition. */
    public record Version(int number) {}

    /**
     * A step as operators see it.
     *
     * @param undo whether it undoes another one
     * @param beforePivot whether a saga in it can still turn back
     * @param skippable whether an operator may skip it
     */
    public record StepOutline(String name, boolean undo, boolean beforePivot, boolean skippable) {}

    public String type() {
        return parts.named.type();
    }

    public int version() {
        return parts.named.version().number();
    }

    /** Whether it is only known so far, and new sagas start with the version before. */
    boolean isShippedAhead() {
        return parts.shippedAhead;
    }

    public Class<D> dataType() {
        return parts.dataType;
    }

    /** After how long the saga as a whole turns back, or a person has to look at it; empty for never. */
    public Optional<Duration> endsWithin() {
        return Optional.ofNullable(parts.endsWithin);
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

    /** How long this sending may stay unanswered. */
    public Duration patience(Saga.Sending sending) {
        return step(sending.step()).patience().wait(sending.attempt(), sending.commandId());
    }

    /** All steps: first those forward, then those that undo, each in the order in which they run. */
    public List<StepOutline> outline() {
        return order.stream()
                .map(step -> new StepOutline(
                        step.name(),
                        step.kind() == Step.Kind.UNDO,
                        step.kind() != Step.Kind.UNDO && !isFromPivotOn(step),
                        step.rules().waiver() != null))
                .toList();
    }

    Step<D> step(String name) {
        return order.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type() + " has no step " + name));
    }

    boolean letsSkip(String step) {
        return outline().stream().anyMatch(known -> known.name().equals(step) && known.skippable());
    }

    String firstStep() {
        return order.get(0).name();
    }

    /** The steps forward; those of one stage run at the same time. */
    List<List<Step<D>>> stages() {
        return stages;
    }

    List<List<Step<D>>> stagesAfter(String step) {
        return stages.subList(stageOf(step) + 1, stages.size());
    }

    /** What is to be undone as soon as a saga has started, whatever it has done. */
    List<String> undoOfStart() {
        String undo = parts.startUndoneBy;
        return undo == null ? List.of() : List.of(undo);
    }

    /** Whether the command of the pivot has been sent when the saga is in this step. */
    boolean isFromPivotOn(Step<D> step) {
        return order.stream()
                .dropWhile(candidate -> candidate.kind() != Step.Kind.PIVOT)
                .anyMatch(candidate -> candidate.equals(step) && candidate.kind() != Step.Kind.UNDO);
    }

    /** Steps that would take this message as their answer. */
    List<String> stepsAnsweredBy(Object event) {
        return order.stream()
                .filter(step -> step.read(event).isPresent())
                .map(Step::name)
                .toList();
    }

    /** Whether a saga has left a step behind: by its order, or because only others of its stage are still open. */
    boolean isPast(String step, Saga<D> saga) {
        List<String> names = order.stream().map(Step::name).toList();
        boolean alongside = stageOf(step) >= 0 && stageOf(step) == stageOf(saga.step());
        return alongside ? saga.open(step).isEmpty() : names.indexOf(step) < names.indexOf(saga.step());
    }

    /** The stage's position, or -1 for an undo. */
    private int stageOf(String step) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).stream().anyMatch(member -> member.name().equals(step))) {
                return i;
            }
        }
        return -1;
    }

    private static <D> List<List<Step<D>>> stages(List<Step<D>> forward) {
        List<List<Step<D>>> stages = new ArrayList<>();
        for (Step<D> step : forward) {
            if (!step.rules().alongside()) {
                stages.add(new ArrayList<>());
            }
            stages.get(stages.size() - 1).add(step);
        }
        return stages;
    }
}
