package io.steadfast.saga.sweep;

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

/** Sagas whose deadline has passed, by the database's clock. */
final class OverdueSagas {

    private static final String KNOWN = "type || '/' || definition_version = any(cast(:known as text[]))";

    /**
     * The sagas of definitions that only newer instances know are left to those. A plain {@code exists} could be
     * planned as one scan of the whole outbox, which may be long just when this matters.
     */
    static final String SELECT = """
            select id, type, definition_version, step, attempt, commanded_at, deadline_at, held_in_outbox,
                   coalesce((
                       select true from outbox
                       where outbox.aggregate_id = saga.business_key and outbox.message_id = saga.command_id
                       limit 1), false) as in_outbox
            from saga
            where deadline_at <= now() and %s
            order by deadline_at
            limit :limit
            for update skip locked""".formatted(KNOWN);

    private final JdbcClient jdbc;
    private final SagaDefinitions definitions;

    OverdueSagas(JdbcClient jdbc, SagaDefinitions definitions) {
        this.jdbc = jdbc;
        this.definitions = definitions;
    }

    record Overdue(UUID id, StepActivity.Step step, Silence silence) {}

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
        return jdbc.sql("""
                        update saga
                        set deadline_at = clock_timestamp() + :millis * interval '1 millisecond'
                        where id = (
                            select id
                            from saga
                            where deadline_at <= now() and %s
                            order by deadline_at
                            limit 1
                            for update skip locked)
                        returning id""".formatted(KNOWN))
                .param("known", names())
                .param("millis", wait.toMillis())
                .query(UUID.class)
                .optional();
    }

    /** Gives each a fresh deadline of its full patience, without counting an attempt. */
    void rearm(List<Overdue> sagas) {
        if (sagas.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update saga
                        set deadline_at = clock_timestamp() + r.patience_ms * interval '1 millisecond', held_in_outbox = r.held
                        from unnest(cast(:ids as uuid[]), cast(:patience as bigint[]), cast(:held as boolean[]))
                                 as r (id, patience_ms, held)
                        where saga.id = r.id""")
                .param("ids", sagas.stream().map(saga -> saga.id().toString()).toArray(String[]::new))
                .param(
                        "patience",
                        sagas.stream()
                                .map(saga -> saga.silence().patience().toMillis())
                                .toArray(Long[]::new))
                .param(
                        "held",
                        sagas.stream().map(saga -> saga.silence().inOutbox()).toArray(Boolean[]::new))
                .update();
    }

    private String[] names() {
        return definitions.names().toArray(String[]::new);
    }

    private Overdue read(ResultSet row) throws SQLException {
        String type = row.getString("type");
        String step = row.getString("step");
        Duration patience = definitions
                .find(type, row.getInt("definition_version"))
                .orElseThrow()
                .patience(step, row.getInt("attempt"));
        return new Overdue(
                row.getObject("id", UUID.class),
                new StepActivity.Step(type, step),
                new Silence(
                        instant(row, "commanded_at"),
                        instant(row, "deadline_at"),
                        patience,
                        row.getBoolean("in_outbox"),
                        row.getBoolean("held_in_outbox")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
