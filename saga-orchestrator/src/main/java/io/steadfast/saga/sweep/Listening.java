package io.steadfast.saga.sweep;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Since when silence counts. */
final class Listening {

    private static final String NOTE = """
            update saga_sweep
            set listening_since = case
                    when swept_at < clock_timestamp() - cast(:gap as bigint) * interval '1 millisecond'
                         or :look and exists (
                             select from outbox o
                             where o.parked_at is null and o.attempts = 0
                               and o.created_at < clock_timestamp() - cast(:stall as bigint) * interval '1 millisecond'
                               and not exists (
                                   select from outbox older
                                   where older.aggregate_id = o.aggregate_id and -older.id > -o.id))
                    then clock_timestamp() else listening_since end,
                swept_at = clock_timestamp()""";

    /** A sweep in the future, by a clock that was set back since, is none. */
    private static final String TAKE_TURN = NOTE + """

            where swept_at <= clock_timestamp() - cast(:within as bigint) * interval '1 millisecond'
               or swept_at > clock_timestamp()
            returning exists (select from saga where deadline_at <= now())
                   or exists (select from saga where expires_at <= now())""";

    private final JdbcClient jdbc;
    private final SweepProperties properties;

    Listening(JdbcClient jdbc, SweepProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** As {@link #note}, unless somebody has swept a moment ago; returns whether nobody has and there is reason to. */
    boolean takeTurn() {
        return noting(TAKE_TURN, true)
                .param(
                        "within",
                        properties.interval().multipliedBy(3).dividedBy(4).toMillis())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Notes that sweeping goes on although there is no sweep, so that this is no gap. */
    void goOn() {
        noting(NOTE, false).update();
    }

    /**
     * Notes that a sweep is going on, before and after each batch, so that a long sweep is no gap. Silence counts since
     * the last gap in sweeping (this service or the database was away, or stood still in the midst of a batch), and
     * since the outbox last failed to move (the broker was away). A row that is parked or backing off, and what waits
     * behind it, stops nobody else and does not count.
     */
    void note() {
        noting(NOTE, true).update();
    }

    private StatementSpec noting(String sql, boolean lookAtOutbox) {
        return jdbc.sql(sql)
                .param("look", lookAtOutbox)
                .param("gap", properties.gap().toMillis())
                .param("stall", properties.stall().toMillis());
    }

    /** Silence before this moment does not count. */
    Instant since() {
        return jdbc.sql("select listening_since from saga_sweep")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
