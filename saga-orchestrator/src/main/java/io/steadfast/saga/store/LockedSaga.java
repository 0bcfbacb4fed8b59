package io.steadfast.saga.store;

import io.steadfast.messaging.wire.TimeOrderedId;
import io.steadfast.saga.engine.Cause;
import io.steadfast.saga.engine.Command;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.JournalEntry;
import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.Saga.Sending;
import io.steadfast.saga.engine.SagaCore;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaStatus;
import io.steadfast.saga.engine.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One saga within one transaction that has its row's lock, or makes the row: what it was, what it has become, and what
 * that sends and journals. Nothing is written before {@link SagaStore#save}.
 */
public final class LockedSaga<D> {

    static final long NEW = -1;

    private final SagaDefinition<D> definition;
    private final @Nullable Saga<D> loaded;
    private final Map<UUID, Timing> timings;
    private final List<Command> commands = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private Saga<D> saga;
    private boolean isTimedAnew;
    private boolean hasExpired;
    private boolean mayHoldItselfUp;

    LockedSaga(SagaDefinition<D> definition, Saga<D> loaded, Map<UUID, Timing> timings) {
        this.definition = definition;
        this.loaded = loaded;
        this.timings = new HashMap<>(timings);
        this.saga = loaded;
    }

    private LockedSaga(SagaDefinition<D> definition, Transition<D> start) {
        this.definition = definition;
        this.loaded = null;
        this.timings = Map.of();
        this.saga = start.saga();
        record(start);
    }

    /** A saga that does not exist yet; {@code cancellation} is null unless it was cancelled before it started. */
    public static <D> LockedSaga<D> start(
            SagaDefinition<D> definition,
            Saga.Identity identity,
            D data,
            @Nullable String cancellation,
            @Nullable UUID messageId) {
        return new LockedSaga<>(
                definition, SagaCore.start(definition, identity, data, cancellation, causedBy(messageId)));
    }

    /** Lets the saga decide; several times in one transaction, if several things came in. */
    public Transition<D> on(Incoming incoming, @Nullable UUID messageId) {
        Transition<D> transition = SagaCore.on(definition, saga, incoming, causedBy(messageId));
        hasExpired |= incoming instanceof Incoming.Expired;
        mayHoldItselfUp |= isChangedBy(transition) && mayLeaveUnsent(incoming);
        record(transition);
        return transition;
    }

    /**
     * Lets a step wait its full patience anew, without counting an attempt.
     *
     * @param heldInOutbox whether its command is still in the outbox
     */
    public void waitAnew(String step, boolean heldInOutbox) {
        saga.position().open().stream()
                .filter(sending -> sending.step().equals(step))
                .map(Sending::commandId)
                .filter(timings::containsKey)
                .forEach(id -> {
                    timings.computeIfPresent(id, (any, timing) -> timing.anew(heldInOutbox));
                    isTimedAnew = true;
                });
    }

    public Saga<D> saga() {
        return saga;
    }

    public SagaDefinition<D> definition() {
        return definition;
    }

    public SagaKey key() {
        return new SagaKey(saga.identity().type(), saga.identity().businessKey());
    }

    /** The open sending that this message answers, if it answers one. */
    public Optional<Sending> answered(Object event) {
        return SagaCore.answered(definition, saga, event);
    }

    /** When the command was written, by the database's clock; empty if that is only now. */
    public Optional<Instant> commandedAt(Sending sending) {
        return Optional.ofNullable(timings.get(sending.commandId())).map(Timing::commandedAt);
    }

    /** How this sending has been timed so far; null if it is only now sent. */
    @Nullable
    Timing timing(Sending sending) {
        return timings.get(sending.commandId());
    }

    boolean isNew() {
        return loaded == null;
    }

    long loadedVersion() {
        return loaded == null ? NEW : loaded.version();
    }

    boolean isChanged() {
        return isTimedAnew || hasExpired || saga.version() != loadedVersion();
    }

    boolean hasExpired() {
        return hasExpired;
    }

    /**
     * Whether a command that it no longer waits for may have been parked in the outbox, where it would hold back all that
     * follows. Not so where the only sending there was is answered, as nearly always.
     */
    boolean mayHoldItselfUp() {
        return mayHoldItselfUp;
    }

    /** Whether it waits, with a deadline, for an answer to this very sending. */
    public boolean waitsFor(UUID commandId) {
        return saga.status().hasDeadline()
                && saga.position().open().stream()
                        .anyMatch(sending -> sending.commandId().equals(commandId));
    }

    private boolean isChangedBy(Transition<D> transition) {
        return transition.saga().version() != saga.version();
    }

    private boolean mayLeaveUnsent(Incoming incoming) {
        if (incoming instanceof Incoming.Reply) {
            return saga.status() == SagaStatus.STUCK
                    || saga.position().open().size() > 1
                    || saga.sending().attempt() > 1;
        }
        return !(incoming instanceof Incoming.DeadlinePassed || incoming instanceof Incoming.CommandParked);
    }

    List<Command> commands() {
        return commands;
    }

    List<JournalEntry> journal() {
        return journal;
    }

    private static Cause causedBy(@Nullable UUID messageId) {
        return new Cause(messageId, TimeOrderedId::next);
    }

    private void record(Transition<D> transition) {
        saga = transition.saga();
        commands.addAll(transition.commands());
        journal.addAll(transition.journal());
    }
}
