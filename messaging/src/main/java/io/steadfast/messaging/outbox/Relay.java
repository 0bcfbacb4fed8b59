package io.steadfast.messaging.outbox;

import io.steadfast.messaging.Pace;
import io.steadfast.messaging.rabbit.BrokerLink;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Drains this service's outbox to the broker: at once after a commit in this process, and by a sweep that finds
 * whatever a wake-up missed.
 */
final class Relay implements SmartLifecycle, RelayWaker {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final Shards shards;
    private final List<RelayLane> lanes;
    private final ShardLeases leases;
    private final OutboxTable table;
    private final RemoteWakeUps remote;
    private final OutboxProperties properties;
    private final Pace pace = new Pace();
    private @Nullable ScheduledExecutorService timer;
    private long begin;
    private volatile boolean running;

    Relay(
            Shards shards,
            RelayDatabase database,
            BrokerLink link,
            ShardLeases leases,
            OutboxProperties properties,
            Clock clock) {
        this.shards = shards;
        this.leases = leases;
        this.table = database.outbox();
        this.properties = properties;
        this.remote = new RemoteWakeUps(database, this::wakeHere);
        this.lanes = IntStream.range(0, properties.lanes())
                .mapToObj(lane -> new RelayLane(
                        lane, new OutboxDrain(database, link, properties), () -> served(lane, link), clock))
                .toList();
        link.onReady(() -> lanes.forEach(RelayLane::wakeFromStart));
    }

    /** Which shards of the lane this instance serves. */
    private Set<Integer> served(int lane, BrokerLink link) {
        return running && link.isReady()
                ? IntStream.range(0, shards.count())
                        .filter(shard -> laneOf(shard) == lane && leases.holds(shard))
                        .boxed()
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private int laneOf(int shard) {
        return shard % properties.lanes();
    }

    /** Wakes whoever serves the shard: this instance, or by way of the database the one that does. */
    @Override
    public void wake(int shard, Duration hidden) {
        RelayLane lane = lanes.get(laneOf(shard));
        if (!leases.holds(shard)) {
            wakeElsewhere(shard);
        } else if (hidden.compareTo(LowWater.LAG) > 0) {
            lane.wakeFromStart();
        } else {
            lane.wake();
        }
    }

    private void wakeElsewhere(int shard) {
        if (!leases.alone()) {
            remote.wake(shard);
        }
    }

    @Override
    public void start() {
        running = true;
        lanes.forEach(RelayLane::start);
        remote.start();
        begin = System.nanoTime();
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "outbox-relay-timer"));
        this.timer = timer;
        timer.execute(() -> repeat(timer, properties.leaseDuration().dividedBy(4), this::renewLeases));
        timer.execute(() -> repeat(timer, properties.sweepInterval(), this::sweep));
    }

    @Override
    public void stop() {
        running = false;
        remote.stop();
        try {
            if (timer != null) {
                timer.shutdownNow();
                timer.awaitTermination(properties.confirmTimeout().toMillis(), TimeUnit.MILLISECONDS);
            }
            for (RelayLane lane : lanes) {
                lane.stop();
            }
            leases.releaseAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("The shards were not given back, others take them when the leases end: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the listeners, which append to the outbox, and ends after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void wakeHere(int shard) {
        if (shard < shards.count()) {
            lanes.get(laneOf(shard)).wake();
        }
    }

    private void renewLeases() {
        leases.renew(shard -> lanes.get(laneOf(shard)).wakeFromStart());
    }

    private void sweep() {
        if (pace.isDue()) {
            pace.search(this::sweepIfOverlooked);
        }
    }

    private boolean sweepIfOverlooked() {
        List<Integer> overlooked =
                table.shardsOverlooked().stream().filter(leases::holds).toList();
        overlooked.forEach(shard -> lanes.get(laneOf(shard)).sweep());
        return !overlooked.isEmpty();
    }

    /**
     * Now and at the multiples of the interval, without those that were missed: tasks fall together, and the second finds
     * a connection that has just been used and need not be tested.
     */
    private void repeat(ScheduledExecutorService timer, Duration interval, Runnable task) {
        quietly(task);
        long sinceMultiple = (System.nanoTime() - begin) % interval.toNanos();
        timer.schedule(() -> repeat(timer, interval, task), interval.toNanos() - sinceMultiple, TimeUnit.NANOSECONDS);
    }

    private static void quietly(Runnable task) {
        try {
            task.run();
        } catch (Exception | Error e) {
            // What escapes would end the timer, and with it every lease.
            log.warn("Leases and due messages cannot be looked at; trying on: {}", e.toString());
        }
    }
}
