package io.steadfast.saga.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One saga at one moment; immutable.
 *
 * @param identity what never changes
 * @param data what the definition remembers of the business
 * @param position where it is
 * @param undo what is to be undone if it turns back
 * @param trouble what went wrong last, if anything
 * @param version counts its changes; what compare-and-set compares
 */
public record Saga<D>(Identity identity, D data, Position position, Undo undo, Trouble trouble, long version) {

    /**
     * What never changes.
     *
     * @param type the definition's name
     * @param definitionVersion the definition's version, by which this saga ends as it began
     * @param businessKey at most one saga of a type has it
     */
    public record Identity(UUID id, String type, int definitionVersion, String businessKey, Trace trace) {}

    /** What its commands carry on from the message that started it. */
    public record Trace(
            @Nullable String correlationId, @Nullable String traceparent) {
        public static final Trace NONE = new Trace(null, null);
    }

    /**
     * The last sending of a step's command.
     *
     * @param step the step, or the undo
     * @param attempt how often that command was sent since the step began or an operator retried it
     * @param commandId the message id of this sending
     */
    public record Sending(String step, int attempt, UUID commandId) {}

    /**
     * Where a saga is.
     *
     * @param open what it waits for an answer to, never empty: one sending, or several where steps run alongside each
     *     other. The first one of a stuck saga is what made it stuck; one that has ended keeps what it did last.
     */
    public record Position(SagaStatus status, List<Sending> open) {
        public Position {
            open = List.copyOf(open);
        }
    }

    /**
     * What is to be undone.
     *
     * @param remaining names of the undos still to run, in the order in which they run
     * @param reason why the saga turned back, or null while it has not
     */
    public record Undo(List<String> remaining, @Nullable String reason) {
        public Undo {
            remaining = List.copyOf(remaining);
        }
    }

    /** What went wrong last; {@code stuckReason} is null unless the saga is stuck. */
    public record Trouble(
            @Nullable StuckReason stuckReason, @Nullable String lastError) {
        public static final Trouble NONE = new Trouble(null, null);
    }

    public UUID id() {
        return identity.id();
    }

    public SagaStatus status() {
        return position.status();
    }

    /** What it waits for, or did last; the first of them if there are several. */
    public Sending sending() {
        return position.open().get(0);
    }

    public String step() {
        return sending().step();
    }

    /** The open sending of a step, if there is one. */
    Optional<Sending> open(String step) {
        return position.open().stream()
                .filter(sending -> sending.step().equals(step))
                .findFirst();
    }

    Saga<D> at(SagaStatus status, List<Sending> open) {
        position.status().to(status);
        return new Saga<>(identity, data, new Position(status, open), undo, trouble, version + 1);
    }

    Saga<D> at(SagaStatus status) {
        return at(status, position.open());
    }

    /** With the sending in the place of that of the same step. */
    List<Sending> openWith(Sending resent) {
        return position.open().stream()
                .map(sending -> sending.step().equals(resent.step()) ? resent : sending)
                .toList();
    }

    List<Sending> openWithout(String step) {
        return position.open().stream()
                .filter(sending -> !sending.step().equals(step))
                .toList();
    }

    /** With that of this step before the others. */
    List<Sending> openFirst(String step) {
        List<Sending> open = new ArrayList<>(openWithout(step));
        open(step).ifPresent(sending -> open.add(0, sending));
        return open;
    }

    Saga<D> remembering(D changed) {
        return new Saga<>(identity, changed, position, undo, trouble, version);
    }

    Saga<D> with(Undo changed) {
        return new Saga<>(identity, data, position, changed, trouble, version);
    }

    Saga<D> with(Trouble changed) {
        return new Saga<>(identity, data, position, undo, changed, version);
    }
}
