package io.steadfast.messaging.outbox;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The relay's SQL. All but {@link #shardsOverlooked} belongs to a transaction that holds the shards' locks. */
final class OutboxTable {

    private static final String LOCK = """
            select shard
            from outbox_shard
            where shard = any (:shards)
            order by shard
            for no key update skip locked""";

    /**
     * The new messages of the shard at this place, from the low-water hint on. A message is held back by any older one of
     * its aggregate that was tried before, is parked, or lies below the hint; any other that is older is returned too,
     * and before it, since both are in the order of id (an aggregate's messages are all in one shard).
     */
    private static final String NEW = """
            (select id, aggregate_id, message_id, type, exchange, routing_key, correlation_id, headers, body,
                    created_at, attempts
             from outbox o
             where o.shard = (:shards)[%d] and id >= :from and attempts = 0 and parked_at is null
               and not exists (
                   select from outbox older
                   where older.aggregate_id = o.aggregate_id and -older.id > -o.id
                     and (older.attempts > 0 or older.parked_at is not null or older.id < :from)
                   offset 0)
             order by id
             limit :rows)
            """;

    /**
     * The next messages, which are new ones, merged from all shards without reading more than are wanted, and those whose
     * retry is due. A retry is held back by any older message of its aggregate. One statement, so one snapshot and one
     * time. Ids are negated where the index has them so. The offsets keep the planner from turning the look-up of a few
     * rows into a join with the whole table.
     */
    private static final String NEXT = """
            with due as (
                %s
                union all
                (select retry.*
                 from unnest(:shards) as locked (shard)
                      cross join lateral (
                          select id, aggregate_id, message_id, type, exchange, routing_key, correlation_id, headers, body,
                                 created_at, attempts
                          from outbox o
                          where o.shard = locked.shard and next_attempt_at <= statement_timestamp()
                            and attempts > 0 and parked_at is null
                            and not exists (
                                select from outbox older
                                where older.aggregate_id = o.aggregate_id and -older.id > -o.id
                                offset 0)
                          order by next_attempt_at
                          limit :rows) as retry)
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

    /** What is new is not overlooked yet: a relay that was woken is at it. */
    static final String SHARDS_OVERLOOKED = """
            select shard
            from outbox_shard s
            where exists (
                    select from outbox o
                    where o.shard = s.shard and o.attempts = 0 and o.parked_at is null
                      and o.created_at < clock_timestamp() - interval '1 second'
                    offset 0)
               or exists (
                    select from outbox o
                    where o.shard = s.shard and o.attempts > 0 and o.parked_at is null
                      and o.next_attempt_at <= statement_timestamp()
                    offset 0)""";

    static final String DELETE = "delete from outbox where id = any (:ids)";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate template;
    private final Map<Integer, String> nextOf = new ConcurrentHashMap<>();

    OutboxTable(JdbcTemplate template) {
        this.jdbc = JdbcClient.create(template);
        this.template = new NamedParameterJdbcTemplate(template);
    }

    static Shards shards(JdbcClient jdbc) {
        return new Shards(jdbc.sql("select count(*) from outbox_shard")
                .query(Integer.class)
                .single());
    }

    /** {@link #NEXT} of so many shards. */
    static String next(int shards) {
        return NEXT.formatted(
                IntStream.rangeClosed(1, shards).mapToObj(NEW::formatted).collect(joining("union all\n")));
    }

    /**
     * Takes those of the shards' locks that no other relay holds, at once and until the end of the transaction, and
     * returns what is next in their shards. One round trip, but two statements, of which the second has a snapshot that is
     * younger than the locks.
     */
    Taken take(Set<Integer> shards, long from, int rows, long bytes) {
        String lockAndNext = LOCK + ";\n" + nextOf.computeIfAbsent(shards.size(), OutboxTable::next);
        Taken taken = template.execute(lockAndNext, parameters(shards, from, rows, bytes), OutboxTable::read);
        if (taken.shards().size() == shards.size()) {
            return taken;
        }
        // Rows of others were read with it, perhaps in place of ours.
        Set<Integer> locked = taken.shards();
        return new Taken(locked, locked.isEmpty() ? List.of() : next(locked, from, rows, bytes));
    }

    private static Taken read(PreparedStatement lockAndNext) throws SQLException {
        lockAndNext.execute();
        Set<Integer> shards = new TreeSet<>();
        try (ResultSet locked = lockAndNext.getResultSet()) {
            while (locked.next()) {
                shards.add(locked.getInt("shard"));
            }
        }
        lockAndNext.getMoreResults();
        List<OutboxRow> rows = new ArrayList<>();
        try (ResultSet next = lockAndNext.getResultSet()) {
            while (next.next()) {
                rows.add(OutboxRow.read(next));
            }
        }
        return new Taken(shards, rows);
    }

    /** A round trip that fails if the session is gone, and the lock with it. */
    void assertSessionAlive() {
        jdbc.sql("select 1").query(Integer.class).single();
    }

    private List<OutboxRow> next(Set<Integer> shards, long from, int rows, long bytes) {
        String next = nextOf.computeIfAbsent(shards.size(), OutboxTable::next);
        return template.query(next, parameters(shards, from, rows, bytes), (row, number) -> OutboxRow.read(row));
    }

    private static Map<String, Object> parameters(Set<Integer> shards, long from, int rows, long bytes) {
        return Map.of("shards", shards.toArray(Integer[]::new), "from", from, "rows", rows, "bytes", bytes);
    }

    void delete(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql(DELETE).param("ids", ids.toArray(Long[]::new)).update();
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

    /** Shards in which something should have been sent by now. */
    List<Integer> shardsOverlooked() {
        return jdbc.sql(SHARDS_OVERLOOKED).query(Integer.class).list();
    }

    /**
     * @param shards whose locks are held
     * @param rows the next ones of these shards, in the order of id
     */
    record Taken(Set<Integer> shards, List<OutboxRow> rows) {}
}
