package io.steadfast.order.placement;

import io.steadfast.messaging.database.Columns;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys seen, in the transaction of the order that each placed. */
@Component
class IdempotencyKeys {

    private final JdbcClient jdbc;
    private final PlacementProperties properties;

    IdempotencyKeys(JdbcClient jdbc, PlacementProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /**
     * Claims those of the keys that no other transaction has, until this one ends. A row could not do that: the second to
     * insert it would wait for the first to commit.
     */
    Set<String> claim(Set<String> keys) {
        return keys.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(jdbc.sql("""
                        select key
                        from unnest(cast(:keys as text[])) as key
                        where pg_try_advisory_xact_lock(hashtextextended('order idempotency key ' || key, 0))""")
                        .param("keys", keys.toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    /** The uses that were made of claimed keys, unless that is too long ago. */
    Map<String, Use> find(Set<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select key, order_id, request_hash
                        from idempotency_key
                        where key = any (:keys)
                          and created_at > clock_timestamp() - make_interval(secs => :retention)""")
                .param("keys", keys.toArray(String[]::new))
                .param("retention", properties.keyRetention().toSeconds())
                .query((row, n) -> new Use(
                        row.getString("key"), row.getObject("order_id", UUID.class), row.getBytes("request_hash")))
                .stream()
                .collect(Collectors.toMap(Use::key, Function.identity()));
    }

    /** Keeps the uses of claimed keys; a key that had expired starts again. */
    void keep(List<Use> uses, Instant now) {
        if (uses.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into idempotency_key (key, request_hash, order_id, created_at)
                        select key, decode(request_hash, 'hex'), order_id, :now
                        from unnest(cast(:keys as text[]), cast(:hashes as text[]), cast(:orders as uuid[]))
                                 as use (key, request_hash, order_id)
                        on conflict (key) do update
                        set request_hash = excluded.request_hash,
                            order_id = excluded.order_id,
                            created_at = excluded.created_at""")
                .params(Columns.of(uses)
                        .with("keys", Use::key)
                        .with("hashes", use -> HexFormat.of().formatHex(use.requestHash()))
                        .with("orders", Use::orderId)
                        .parameters())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Forgets expired keys, at most so many. */
    int purge(int atMost) {
        return jdbc.sql("""
                        delete from idempotency_key
                        where key in (
                            select key
                            from idempotency_key
                            where created_at <= clock_timestamp() - make_interval(secs => :retention)
                            order by created_at
                            limit :atMost
                            for update skip locked)""")
                .param("retention", properties.keyRetention().toSeconds())
                .param("atMost", atMost)
                .update();
    }

    /** The order that a key placed, and for which request. */
    record Use(String key, UUID orderId, byte[] requestHash) {

        boolean isFor(byte[] hash) {
            return Arrays.equals(requestHash, hash);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Use use
                    && key.equals(use.key)
                    && orderId.equals(use.orderId)
                    && isFor(use.requestHash);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }
}
