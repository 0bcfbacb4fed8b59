package io.steadfast.saga.sweep;

import io.steadfast.saga.engine.Saga.Sending;
import io.steadfast.saga.engine.SagaDefinitions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sagas whose commands' deadlines have passed, by the database's clock. Those of definitions that only newer instances
 * know are left to those.
 */
final class OverdueSagas {

    /**
     * The overdue commands of sagas that are locked. A plain {@code exists} could be planned as one scan of the whole
     * outbox, which may be long just when this matters. Ids are negated where the index of the outbox has them so.
     */
    static final String COMMANDS = """
            select saga.id, type, definition_version, open.step, open.attempt, open.command_id, open.commanded_at,
                   open.deadline_at, open.held_in_outbox,
                   mine.id is not null as in_outbox,
                   (
                       select coalesce(parked.last_error, 'no error given') from outbox parked
                       where parked.aggregate_id = saga.business_key and parked.parked_at is not null
                         and -parked.id >= -mine.id
                       order by -parked.id desc
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
            where saga.id = any(cast(:ids as uuid[]))""";

    static final String NEXT = """
            select id
            from saga
            where %1$s <= now() and type || '/' || definition_version = any(cast(:known as text[]))
            order by %1$s
            limit :limit
            for update skip locked""";

    private static final String DEADLINE = "deadline_at";
    private static final String EXPIRY = "expires_at";

    private final JdbcClient jdbc;
    private final SagaDefinitions definitions;

    OverdueSagas(JdbcClient jdbc, SagaDefinitions definitions) {
        this.jdbc = jdbc;
        this.definitions = definitions;
    }

    /** An overdue command of the saga with this id. */
    record Overdue(UUID id, UUID commandId, StepActivity.Step step, Silence silence) {}

    /** Locks the next ones, those overdue for longest first; leaves out what others have locked. */
    List<UUID> lockNext(int limit) {
        return lockNext(DEADLINE, limit);
    }

    /** Locks the next ones of which the time of the whole is over. */
    List<UUID> lockNextExpired(int limit) {
        return lockNext(EXPIRY, limit);
    }

    /** Has one wait that is overdue still, without reading what is in it; returns whether it is. */
    boolean postpone(UUID saga, Duration wait) {
        return postpone(DEADLINE, saga, wait);
    }

    boolean postponeExpired(UUID saga, Duration wait) {
        return postpone(EXPIRY, saga, wait);
    }

    /** The overdue commands of sagas that this transaction has locked. */
    List<Overdue> commandsOf(List<UUID> locked) {
        return jdbc.sql(COMMANDS)
                .param("ids", locked.toArray(UUID[]::new))
                .query((row, n) -> read(row))
                .list();
    }

    private List<UUID> lockNext(String due, int limit) {
        return jdbc.sql(NEXT.formatted(due))
                .param("known", definitions.names().toArray(String[]::new))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    private boolean postpone(String due, UUID saga, Duration wait) {
        int postponed = jdbc.sql("""
                        update saga
                        set %1$s = clock_timestamp() + :millis * interval '1 millisecond'
                        where id = (
                            select id
                            from saga
                            where id = :id and %1$s <= now()
                            for update skip locked)""".formatted(due))
                .param("id", saga)
                .param("millis", wait.toMillis())
                .update();
        return postponed == 1;
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
