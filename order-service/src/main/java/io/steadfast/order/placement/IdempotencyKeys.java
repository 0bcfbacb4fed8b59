package io.steadfast.order.placement;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
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
     * Claims the key until the transaction ends, or says at once that another transaction has it. A row could not do
     * that: the second to insert it would wait for the first to commit.
     */
    boolean claim(String key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('order idempotency key ' || :key, 0))")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    /** The use that was made of a claimed key, unless that is too long ago. */
    Optional<Use> find(String key) {
        return jdbc.sql("""
                        select order_id, request_hash
                        from idempotency_key
                        where key = :key and created_at > clock_timestamp() - make_interval(secs => :retention)""")
                .param("key", key)
                .param("retention", properties.keyRetention().toSeconds())
                .query((row, n) -> new Use(row.getObject("order_id", UUID.class), row.getBytes("request_hash")))
                .optional();
    }

    /** Keeps a claimed key; one that had expired starts again. */
    void keep(String key, byte[] requestHash, UUID orderId, Instant now) {
        jdbc.sql("""
                        insert into idempotency_key (key, request_hash, order_id, created_at)
                        values (:key, :requestHash, :orderId, :now)
                        on conflict (key) do update
                        set request_hash = excluded.request_hash,
                            order_id = excluded.order_id,
                            created_at = excluded.created_at""")
                .param("key", key)
                .param("requestHash", requestHash)
                .param("orderId", orderId)
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
    record Use(UUID orderId, byte[] requestHash) {

        boolean isFor(byte[] hash) {
            return Arrays.equals(requestHash, hash);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Use use && orderId.equals(use.orderId) && isFor(use.requestHash);
        }

        @Override
        public int hashCode() {
            return orderId.hashCode();
        }
    }
}
