package io.steadfast.saga.store;

import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.saga.engine.Command;
import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.SagaDefinitions;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sagas in the database. Locking and saving belong to one transaction, which is the caller's. A save costs as many
 * statements for a batch as for one saga.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class SagaStore {

    private final SagaTable table;
    private final Journal journal;
    private final Outbox outbox;

    SagaStore(JdbcClient jdbc, JsonMapper json, SagaDefinitions definitions, Outbox outbox) {
        this.table = new SagaTable(jdbc, json, definitions);
        this.journal = new Journal(jdbc, json);
        this.outbox = outbox;
    }

    /**
     * Locks those of the sagas that exist, in the order of their keys.
     *
     * @throws io.steadfast.messaging.inbox.RetryLaterException if one that has not ended runs by a definition that is
     *     not known here
     */
    public List<LockedSaga<?>> lock(Collection<UUID> ids, Collection<SagaKey> keys) {
        return List.copyOf(table.lock(ids, keys));
    }

    /** Those of the keys that have a saga, without locking it. */
    public Set<SagaKey> known(Collection<SagaKey> keys) {
        return new HashSet<>(table.known(keys));
    }

    /**
     * Those of the keys whose saga ended so long ago that it was purged. To be asked after {@link #lock}, which waits for
     * a purge that is under way.
     */
    public Set<SagaKey> purged(Collection<SagaKey> keys) {
        return new HashSet<>(table.purged(keys));
    }

    /**
     * Writes what has become of the sagas: rows, journal, commands.
     *
     * @throws org.springframework.dao.OptimisticLockingFailureException if another transaction has changed or started
     *     one of them; nothing may be committed then
     */
    public void save(Collection<LockedSaga<?>> sagas) {
        List<LockedSaga<?>> touched = sagas.stream()
                .filter(saga -> saga.isChanged() || !saga.journal().isEmpty())
                .toList();
        write(touched, LockedSaga::isNew, table::insert);
        write(touched, saga -> !saga.isNew() && saga.isChanged(), table::update);
        discardParked(touched.stream().filter(LockedSaga::mayHoldItselfUp).toList());
        journal.write(touched);
        outbox.appendAll(touched.stream().flatMap(SagaStore::messages).toList());
    }

    private void write(List<LockedSaga<?>> sagas, Predicate<LockedSaga<?>> which, Consumer<List<SagaRow>> how) {
        List<SagaRow> rows = sagas.stream().filter(which).map(table::row).toList();
        if (!rows.isEmpty()) {
            how.accept(rows);
        }
    }

    /**
     * Removes those of the saga's commands from the outbox that are parked there and that it no longer waits for, which
     * would hold back its other commands for ever.
     *
     * @return whether there were any
     */
    public boolean discardParked(LockedSaga<?> locked) {
        return discardParked(List.of(locked)) > 0;
    }

    private int discardParked(List<LockedSaga<?>> locked) {
        if (locked.isEmpty()) {
            return 0;
        }
        List<Saga<?>> sagas = locked.stream().<Saga<?>>map(LockedSaga::saga).toList();
        Set<UUID> superseded =
                new HashSet<>(journal.commandsOf(sagas.stream().map(Saga::id).toList()));
        sagas.stream()
                .flatMap(saga -> saga.position().open().stream())
                .map(Saga.Sending::commandId)
                .forEach(superseded::remove);
        return outbox.discardParked(
                sagas.stream().map(saga -> saga.identity().businessKey()).toList(), superseded);
    }

    private static Stream<OutgoingMessage> messages(LockedSaga<?> locked) {
        return locked.commands().stream().map(command -> message(locked.saga(), command));
    }

    private static OutgoingMessage message(Saga<?> saga, Command command) {
        Saga.Trace trace = saga.identity().trace();
        String causation =
                command.causationId() == null ? null : command.causationId().toString();
        return new OutgoingMessage(
                command.id(),
                saga.identity().businessKey(),
                command.data(),
                new Metadata(trace.correlationId(), causation, saga.id().toString(), trace.traceparent()));
    }
}
