package io.steadfast.saga.store;

import io.steadfast.messaging.wire.TimeOrderedId;
import io.steadfast.saga.engine.Cause;
import io.steadfast.saga.engine.Command;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.JournalEntry;
import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.SagaCore;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final long loadedVersion;
    private final @Nullable Instant commandedAt;
    private final List<Command> commands = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private Saga<D> saga;

    LockedSaga(SagaDefinition<D> definition, Saga<D> loaded, Instant commandedAt) {
        this.definition = definition;
        this.loadedVersion = loaded.version();
        this.commandedAt = commandedAt;
        this.saga = loaded;
    }

    private LockedSaga(SagaDefinition<D> definition, Transition<D> start) {
        this.definition = definition;
        this.loadedVersion = NEW;
        this.commandedAt = null;
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
        record(transition);
        return transition;
    }

    public Saga<D> saga() {
        return saga;
    }

    public SagaKey key() {
        return new SagaKey(saga.identity().type(), saga.identity().businessKey());
    }

    /** When the command that the saga waits for was written, by the database's clock; empty if that is only now. */
    public Optional<Instant> commandedAt() {
        return saga.version() == loadedVersion ? Optional.ofNullable(commandedAt) : Optional.empty();
    }

    SagaDefinition<D> definition() {
        return definition;
    }

    long loadedVersion() {
        return loadedVersion;
    }

    boolean isChanged() {
        return saga.version() != loadedVersion;
    }

    List<Command> commands() {
        return commands;
    }

    List<JournalEntry> journal() {
        return journal;
    }

    private static Cause causedBy(@Nullable UUID messageId) {
        return new Cause(messageId, TimeOrderedId.next());
    }

    private void record(Transition<D> transition) {
        saga = transition.saga();
        commands.addAll(transition.commands());
        journal.addAll(transition.journal());
    }
}
