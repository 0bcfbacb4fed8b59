package io.steadfast.saga.engine;

import java.util.List;
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
     * Where a saga is.
     *
     * @param step the step, or the undo, whose command was sent last
     * @param attempt how often that command was sent since the step began or an operator retried it
     * @param commandId the message id of its last sending
     */
    public record Position(SagaStatus status, String step, int attempt, UUID commandId) {}

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

    public String step() {
        return position.step();
    }

    Saga<D> at(Position next) {
        position.status().to(next.status());
        return new Saga<>(identity, data, next, undo, trouble, version + 1);
    }

    Saga<D> with(SagaStatus status) {
        return at(new Position(status, position.step(), position.attempt(), position.commandId()));
    }

    Saga<D> with(Undo changed) {
        return new Saga<>(identity, data, position, changed, trouble, version);
    }

    Saga<D> with(Trouble changed) {
        return new Saga<>(identity, data, position, undo, changed, version);
    }
}
