package io.steadfast.saga.sweep;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Since when silence counts. */
final class Listening {

    private final JdbcClient jdbc;
    private final SweepProperties properties;

    Listening(JdbcClient jdbc, SweepProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /**
     * Notes that a sweep is going on, before and after each batch, so that a long sweep is no gap. Silence counts since
     * the last gap in sweeping (this service or the database was away, or stood still in the midst of a batch), and
     * since the outbox last failed to move (the broker was away). A row that is parked or backing off, and what waits
     * behind it, stops nobody else and does not count.
     */
    void note() {
        jdbc.sql("""
                        update saga_sweep
                        set listening_since = case
                                when swept_at < clock_timestamp() - cast(:gap as bigint) * interval '1 millisecond'
                                     or exists (
                                         select from outbox o
                                         where o.parked_at is null and o.attempts = 0
                                           and o.created_at < clock_timestamp() - cast(:stall as bigint) * interval '1 millisecond'
                                           and not exists (
                                               select from outbox older
                                               where older.aggregate_id = o.aggregate_id and older.id < o.id))
                                then clock_timestamp() else listening_since end,
                            swept_at = clock_timestamp()""")
                .param("gap", properties.gap().toMillis())
                .param("stall", properties.stall().toMillis())
                .update();
    }

    /** Silence before this moment does not count. */
    Instant since() {
        return jdbc.sql("select listening_since from saga_sweep")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
