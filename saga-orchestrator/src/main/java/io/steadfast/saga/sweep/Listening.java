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
     * Notes a sweep and returns since when silence counts: since the last gap in sweeping (this service or the
     * database was away), and since the outbox last failed to move (the broker was away). A row that is parked or
     * backing off, and what waits behind it, stops nobody else and does not count.
     */
    Instant noteSweep() {
        return jdbc.sql("""
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
                            swept_at = clock_timestamp()
                        returning listening_since""")
                .param("gap", properties.gap().toMillis())
                .param("stall", properties.stall().toMillis())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
