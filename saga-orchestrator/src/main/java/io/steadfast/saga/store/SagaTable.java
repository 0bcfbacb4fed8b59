package io.steadfast.saga.store;

import static java.util.stream.Collectors.toMap;

import io.steadfast.messaging.inbox.RetryLaterException;
import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaDefinitions;
import io.steadfast.saga.engine.SagaStatus;
import io.steadfast.saga.engine.StuckReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of the table {@code saga}. What reads or changes them names their keys as {@code = any}, so that a plan which
 * PostgreSQL made when the table was small, and keeps, does not read the whole of it later.
 */
final class SagaTable {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final SagaDefinitions definitions;

    SagaTable(JdbcClient jdbc, JsonMapper json, SagaDefinitions definitions) {
        this.jdbc = jdbc;
        this.json = json;
        this.definitions = definitions;
    }

    /** Locks in the order of the keys, so that two batches never wait for each other in a circle. */
    List<? extends LockedSaga<?>> lock(Collection<UUID> ids, Collection<SagaKey> keys) {
        return jdbc.sql("""
                        select id, type, definition_version, business_key, status, step, attempt, command_id, commanded_at,
                               deadline_at, held_in_outbox, branches, undos, undo_reason, stuck_reason, last_error, data,
                               correlation_id, traceparent, version
                        from saga
                        where id = any (cast(:ids as uuid[]) || array(
                            select known.id
                            from saga known
                            where known.business_key = any (cast(:keys as text[]))
                              and (known.type, known.business_key) in (
                                  select * from unnest(cast(:types as text[]), cast(:keys as text[])))))
                        order by business_key, type
                        for update""")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .param("types", keys.stream().map(SagaKey::type).toArray(String[]::new))
                .param("keys", keys.stream().map(SagaKey::businessKey).toArray(String[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    List<SagaKey> known(Collection<SagaKey> keys) {
        return keysIn("saga", keys);
    }

    List<SagaKey> purged(Collection<SagaKey> keys) {
        return keysIn("purged_saga", keys);
    }

    private List<SagaKey> keysIn(String table, Collection<SagaKey> keys) {
        return jdbc.sql("""
                        select type, business_key
                        from unnest(cast(:types as text[]), cast(:keys as text[])) as wanted (type, business_key)
                             join %s using (type, business_key)""".formatted(table))
                .param("types", keys.stream().map(SagaKey::type).toArray(String[]::new))
                .param("keys", keys.stream().map(SagaKey::businessKey).toArray(String[]::new))
                .query((row, n) -> new SagaKey(row.getString("type"), row.getString("business_key")))
                .list();
    }

    /** @throws OptimisticLockingFailureException if another transaction started one of them first */
    void insert(List<SagaRow> rows) {
        int inserted = jdbc.sql("""
                        insert into saga (id, type, definition_version, business_key, status, step, attempt, command_id,
                                          commanded_at, deadline_at, branches, undos, undo_reason, stuck_reason, last_error,
                                          data, correlation_id, traceparent, version, started_at, updated_at, expires_at,
                                          stuck_since, finished_at)
                        select id, type, definition_version, business_key, status, step, attempt, command_id,
                               commanded_at, deadline_at, branches, undos, undo_reason, stuck_reason, last_error,
                               data, correlation_id, traceparent, version, at, at, expires_at,
                               case when status = 'stuck' then at end,
                               case when status in ('completed', 'cancelled') then at end
                        from %s s
                        order by business_key, type
                        on conflict (business_key, type) do nothing""".formatted(SagaRow.TIMED))
                .params(SagaRow.columns(rows))
                .update();
        requireAll(rows, inserted);
    }

    /**
     * Compares and sets.
     *
     * @throws OptimisticLockingFailureException if another transaction changed one of them
     */
    void update(List<SagaRow> rows) {
        int updated = jdbc.sql("""
                        update saga
                        set status = s.status, step = s.step, attempt = s.attempt, command_id = s.command_id,
                            commanded_at = s.commanded_at, held_in_outbox = s.held_in_outbox, deadline_at = s.deadline_at,
                            branches = s.branches, undos = s.undos, undo_reason = s.undo_reason,
                            stuck_reason = s.stuck_reason, last_error = s.last_error, data = s.data, version = s.version,
                            updated_at = case when saga.version = s.version then saga.updated_at else at end,
                            stuck_since = case when s.status = 'stuck' then coalesce(saga.stuck_since, at) end,
                            expires_at = case when s.expires_at is not null then saga.expires_at end,
                            finished_at = case when s.status in ('completed', 'cancelled') then at end
                        from %s s
                        where saga.id = any (cast(:ids as uuid[]))
                          and saga.id = s.id and saga.version = s.loaded_version""".formatted(SagaRow.TIMED))
                .params(SagaRow.columns(rows))
                .update();
        requireAll(rows, updated);
    }

    SagaRow row(LockedSaga<?> saga) {
        return SagaRow.of(saga, json);
    }

    private static void requireAll(List<SagaRow> rows, int written) {
        if (written != rows.size()) {
            throw new OptimisticLockingFailureException(
                    "%d of %d sagas were changed by someone else".formatted(rows.size() - written, rows.size()));
        }
    }

    private LockedSaga<?> read(ResultSet row) throws SQLException {
        String type = row.getString("type");
        int version = row.getInt("definition_version");
        Optional<SagaDefinition<?>> definition = definitions.find(type, version);
        if (definition.isEmpty() && SagaStatus.of(row.getString("status")).isEnded()) {
            return read(row, SagaDefinition.ofEnded(type, version));
        }
        return read(
                row,
                definition.orElseThrow(() -> new RetryLaterException(
                        "This instance does not know version %d of %s; a newer one does".formatted(version, type))));
    }

    private <D> LockedSaga<D> read(ResultSet row, SagaDefinition<D> definition) throws SQLException {
        var trace = new Saga.Trace(row.getString("correlation_id"), row.getString("traceparent"));
        var identity = new Saga.Identity(
                row.getObject("id", UUID.class),
                definition.type(),
                definition.version(),
                row.getString("business_key"),
                trace);
        List<OpenCommand> open = open(row);
        var position = new Saga.Position(
                SagaStatus.of(row.getString("status")),
                open.stream().map(OpenCommand::sending).toList());
        var undos = List.of((String[]) row.getArray("undos").getArray());
        var undo = new Saga.Undo(undos, row.getString("undo_reason"));
        var trouble = new Saga.Trouble(stuckReason(row.getString("stuck_reason")), row.getString("last_error"));
        D data = json.readValue(row.getString("data"), definition.dataType());
        return new LockedSaga<>(
                definition,
                new Saga<>(identity, data, position, undo, trouble, row.getLong("version")),
                open.stream().collect(toMap(OpenCommand::commandId, OpenCommand::timing)));
    }

    private static @Nullable StuckReason stuckReason(@Nullable String lowerCase) {
        return lowerCase == null
                ? null
                : StuckReason.find(lowerCase)
                        .orElseThrow(() -> new RetryLaterException(
                                "This instance does not know the reason '%s' to be stuck; a newer one does"
                                        .formatted(lowerCase)));
    }

    private List<OpenCommand> open(ResultSet row) throws SQLException {
        String branches = row.getString("branches");
        return branches == null
                ? List.of(new OpenCommand(
                        row.getString("step"),
                        row.getInt("attempt"),
                        row.getObject("command_id", UUID.class),
                        instant(row, "commanded_at"),
                        instant(row, "deadline_at"),
                        row.getBoolean("held_in_outbox"),
                        null))
                : List.of(json.readValue(branches, OpenCommand[].class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
