package io.steadfast.saga.sweep;

import io.steadfast.saga.engine.Saga.Sending;
import io.steadfast.saga.engine.SagaDefinitions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sagas whose commands' deadlines have passed, by the database's clock. Those of definitions that only newer instances
 * know are left to those.
 */
final class OverdueSagas {

    private static final String KNOWN = "type || '/' || definition_version = any(cast(:known as text[]))";

    /**
     * The overdue commands of the sagas overdue for longest. A plain {@code exists} could be planned as one scan of the
     * whole outbox, which may be long just when this matters. A saga that is changed meanwhile may be read with branches
     * of before; who reads them looks whether the saga still waits for their commands.
     */
    static final String SELECT = """
            select saga.id, type, definition_version, open.step, open.attempt, open.command_id, open.commanded_at,
                   open.deadline_at, open.held_in_outbox,
                   mine.id is not null as in_outbox,
                   (
                       select coalesce(parked.last_error, 'no error given') from outbox parked
                       where parked.aggregate_id = saga.business_key and parked.parked_at is not null
                         and parked.id <= mine.id
                       order by parked.id
                       limit 1) as parked_because
            from saga
                 cross join lateral (
                     select saga.step, saga.attempt, saga.command_id, saga.commanded_at, saga.deadline_at, saga.held_in_outbox
                     where saga.branches is null
                     union all
                     select branch.step, branch.attempt, branch.command_id, branch.commanded_at, branch.deadline_at,
                            branch.held_in_outbox
                     from jsonb_to_recordset(saga.branches) as branch (
                              step text, attempt int, command_id uuid, commanded_at timestamptz, deadline_at timestamptz,
                              held_in_outbox boolean)
                     where branch.deadline_at <= now()) open
                 left join lateral (
                     select outbox.id from outbox
                     where outbox.aggregate_id = saga.business_key and outbox.message_id = open.command_id
                     limit 1) mine on true
            where saga.deadline_at <= now() and %s
            order by saga.deadline_at
            limit :limit
            for update of saga skip locked""".formatted(KNOWN);

    private final JdbcClient jdbc;
    private final SagaDefinitions definitions;

    OverdueSagas(JdbcClient jdbc, SagaDefinitions definitions) {
        this.jdbc = jdbc;
        this.definitions = definitions;
    }

    record Overdue(UUID id, UUID commandId, StepActivity.Step step, Silence silence) {}

    /** Locks the next ones, those overdue for longest first; leaves out what others have locked. */
    List<Overdue> lockNext(int limit) {
        return jdbc.sql(SELECT)
                .param("known", names())
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** Has the one overdue for longest wait, without reading what is in it, and returns its id. */
    Optional<UUID> postponeNext(Duration wait) {
        return postponeNext("deadline_at", wait);
    }

    /** Locks the next ones of which the time of the whole is over. */
    List<UUID> lockNextExpired(int limit) {
        return jdbc.sql("""
                        select id
                        from saga
                        where expires_at <= now() and %s
                        order by expires_at
                        limit :limit
                        for update skip locked""".formatted(KNOWN))
                .param("known", names())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    Optional<UUID> postponeNextExpired(Duration wait) {
        return postponeNext("expires_at", wait);
    }

    private Optional<UUID> postponeNext(String due, Duration wait) {
        return jdbc.sql("""
                        update saga
                        set %1$s = clock_timestamp() + :millis * interval '1 millisecond'
                        where id = (
                            select id
                            from saga
                            where %1$s <= now() and %2$s
                            order by %1$s
                            limit 1
                            for update skip locked)
                        returning id""".formatted(due, KNOWN))
                .param("known", names())
                .param("millis", wait.toMillis())
                .query(UUID.class)
                .optional();
    }

    private String[] names() {
        return definitions.names().toArray(String[]::new);
    }

    private Overdue read(ResultSet row) throws SQLException {
        String type = row.getString("type");
        var sending =
                new Sending(row.getString("step"), row.getInt("attempt"), row.getObject("command_id", UUID.class));
        Duration patience = definitions
                .find(type, row.getInt("definition_version"))
                .orElseThrow()
                .patience(sending);
        return new Overdue(
                row.getObject("id", UUID.class),
                sending.commandId(),
                new StepActivity.Step(type, sending.step()),
                new Silence(
                        instant(row, "commanded_at"),
                        instant(row, "deadline_at"),
                        patience,
                        row.getBoolean("in_outbox"),
                        row.getBoolean("held_in_outbox"),
                        row.getString("parked_because")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
