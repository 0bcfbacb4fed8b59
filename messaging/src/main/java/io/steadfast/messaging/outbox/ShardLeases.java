package io.steadfast.messaging.outbox;

import io.steadfast.messaging.rabbit.BrokerLink;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which shards this instance serves. A lease is kept while the instance lives and has a broker; no instance keeps more
 * than its fair share. While there are others it is extended long before it ends. One who is alone saves that: whoever
 * comes finds the leases free, and is seen before long. They only spare relays from trying the same shard: what makes two
 * relays safe is the lock that a drain takes.
 */
final class ShardLeases {

    private static final Logger log = LoggerFactory.getLogger(ShardLeases.class);

    private static final String SIGN_OF_LIFE = """
            with me as (
                insert into outbox_relay (instance_id) values (:me)
                on conflict (instance_id) do update set seen_at = clock_timestamp()),
            gone as (
                delete from outbox_relay
                where instance_id <> :me and seen_at < clock_timestamp() - make_interval(secs => :seconds * 10))
            select 1 + count(*) from outbox_relay
            where instance_id <> :me and seen_at > clock_timestamp() - make_interval(secs => :seconds / 2)""";

    private final UUID instance;
    private final Shards shards;
    private final JdbcClient jdbc;
    private final LockProvider locks;
    private final BrokerLink link;
    private final Clock clock;
    private final Duration duration;
    private final Map<Integer, SimpleLock> held = new ConcurrentHashMap<>();
    private volatile boolean alone = true;

    ShardLeases(
            UUID instance,
            Shards shards,
            RelayDatabase database,
            LockProvider locks,
            BrokerLink link,
            Clock clock,
            Duration duration) {
        this.instance = instance;
        this.shards = shards;
        this.jdbc = database.jdbc();
        this.locks = locks;
        this.link = link;
        this.clock = clock;
        this.duration = duration;
    }

    boolean holds(int shard) {
        return held.containsKey(shard);
    }

    /** Whether no other instance relays for this service. */
    boolean alone() {
        return alone;
    }

    /** Extends, takes and gives back leases; {@code acquired} is told each shard that is newly this instance's. */
    void renew(IntConsumer acquired) {
        if (!link.connect()) {
            releaseAll();
            return;
        }
        int instances = signOfLife();
        alone = instances == 1;
        int fairShare = (shards.count() + instances - 1) / instances;
        if (!alone) {
            held.forEach((shard, lock) -> keepOrGiveBack(shard, lock, fairShare));
        }
        for (int shard = 0; shard < shards.count() && held.size() < fairShare; shard++) {
            if (!holds(shard)) {
                take(shard, acquired);
            }
        }
    }

    /** Gives all shards to whoever wants them. */
    void releaseAll() {
        if (held.isEmpty()) {
            return;
        }
        held.keySet().forEach(this::giveBack);
        jdbc.sql("delete from outbox_relay where instance_id = :me")
                .param("me", instance)
                .update();
    }

    private int signOfLife() {
        return jdbc.sql(SIGN_OF_LIFE)
                .param("me", instance)
                .param("seconds", duration.toMillis() / 1000.0)
                .query(Integer.class)
                .single();
    }

    private void keepOrGiveBack(int shard, SimpleLock lock, int fairShare) {
        if (held.size() > fairShare) {
            giveBack(shard);
            return;
        }
        Optional<SimpleLock> extended = lock.extend(duration, Duration.ZERO);
        extended.ifPresentOrElse(longer -> held.put(shard, longer), () -> {
            held.remove(shard);
            log.debug("The lease of outbox shard {} has ended", shard);
        });
    }

    private void take(int shard, IntConsumer acquired) {
        var configuration = new LockConfiguration(clock.instant(), "outbox-shard-" + shard, duration, Duration.ZERO);
        locks.lock(configuration).ifPresent(lock -> {
            held.put(shard, lock);
            acquired.accept(shard);
        });
    }

    private void giveBack(int shard) {
        SimpleLock lock = held.remove(shard);
        if (lock != null) {
            lock.unlock();
        }
    }
}
