package io.steadfast.messaging.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The relay's SQL. All but {@link #shardsDue} belongs to a transaction that holds the shards' locks. */
final class OutboxTable {

    /**
     * A row is held back by any older row of its aggregate that this statement does not return: one that backs off, is
     * parked, or lies below the low-water hint. Everything else that is older is returned, and before it, since both
     * are in the order of id (an aggregate's rows are all in one shard). One statement, so one snapshot and one time. The offset keeps the planner from turning
     * the look-up of a few rows into a join with the whole table.
     */
    static final String NEXT = """
            with due as (
                select o.*
                from unnest(:shards) as locked (shard)
                     cross join lateral (
                         select id, aggregate_id, message_id, type, exchange, routing_key, correlation_id, headers, body,
                                created_at, attempts
                         from outbox o
                         where o.shard = locked.shard and id >= :from and parked_at is null
                           and next_attempt_at <= statement_timestamp()
                           and not exists (
                               select from outbox older
                               where older.aggregate_id = o.aggregate_id and older.id < o.id
                                 and (older.parked_at is not null
                                      or older.next_attempt_at > statement_timestamp()
                                      or older.id < :from)
                               offset 0)
                         order by id
                         limit :rows) as o
                order by id
                limit :rows),
            sized as (
                select due.*, sum(octet_length(body)) over (order by id) - octet_length(body) as bytes_before
                from due)
            select id, aggregate_id, message_id, type, exchange, routing_key, correlation_id, headers, body,
                   created_at, attempts
            from sized
            where bytes_before < :bytes
            order by id""";

    static final String SHARDS_DUE = """
            select shard
            from outbox_shard s
            where exists (
                select from outbox o
                where o.shard = s.shard and o.parked_at is null and o.next_attempt_at <= statement_timestamp()
                offset 0)""";

    private final JdbcClient jdbc;

    OutboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Shards shards(JdbcClient jdbc) {
        return new Shards(jdbc.sql("select count(*) from outbox_shard")
                .query(Integer.class)
                .single());
    }

    /** Takes those of the locks that no other relay holds, at once, and returns their shards. They last until the end. */
    List<Integer> lockShards(Collection<Integer> shards) {
        return jdbc.sql("select shard from outbox_shard where shard = any (:shards) order by shard"
                        + " for no key update skip locked")
                .param("shards", shards.toArray(Integer[]::new))
                .query(Integer.class)
                .list();
    }

    /** A round trip that fails if the session is gone, and the lock with it. */
    void assertSessionAlive() {
        jdbc.sql("select 1").query(Integer.class).single();
    }

    List<OutboxRow> next(Collection<Integer> shards, long from, int rows, long bytes) {
        return jdbc.sql(NEXT)
                .param("shards", shards.toArray(Integer[]::new))
                .param("from", from)
                .param("rows", rows)
                .param("bytes", bytes)
                .query(OutboxRow::read)
                .list();
    }

    void delete(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from outbox where id = any(:ids)")
                    .param("ids", ids.toArray(Long[]::new))
                    .update();
        }
    }

    void backOff(long id, Duration wait, String error) {
        jdbc.sql("""
                        update outbox
                        set attempts = attempts + 1, last_error = :error,
                            next_attempt_at = clock_timestamp() + make_interval(secs => :seconds)
                        where id = :id""")
                .param("id", id)
                .param("error", error)
                .param("seconds", wait.toMillis() / 1000.0)
                .update();
    }

    void park(long id, String error) {
        jdbc.sql("""
                        update outbox
                        set attempts = attempts + 1, last_error = :error, parked_at = clock_timestamp()
                        where id = :id""").param("id", id).param("error", error).update();
    }

    List<Integer> shardsDue() {
        return jdbc.sql(SHARDS_DUE).query(Integer.class).list();
    }
}
