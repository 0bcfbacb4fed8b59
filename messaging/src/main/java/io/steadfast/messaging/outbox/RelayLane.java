package io.steadfast.messaging.outbox;

import io.steadfast.messaging.Pace;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that drains some of the shards when it is woken: those of them that this instance serves. */
final class RelayLane {

    private static final Logger log = LoggerFactory.getLogger(RelayLane.class);

    private final String name;
    private final OutboxDrain drain;
    private final Supplier<Set<Integer>> served;
    private final LowWater lowWater;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicBoolean fromStart = new AtomicBoolean(true);
    private final Pace pace = new Pace();
    private @Nullable Thread thread;
    private volatile boolean running;

    /** @param served which of its shards this instance serves now */
    RelayLane(int number, OutboxDrain drain, Supplier<Set<Integer>> served, Clock clock) {
        this.name = "outbox-relay-" + number;
        this.drain = drain;
        this.served = served;
        this.lowWater = new LowWater(clock);
    }

    void start() {
        running = true;
        thread = new Thread(this::run, name);
        thread.start();
    }

    /** There is something new. Wake-ups that come during a drain lead to one more. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** Something was overlooked: look at everything, unless that was in vain and long a moment ago. */
    void sweep() {
        if (pace.isDue()) {
            wakeFromStart();
        }
    }

    /** There is something that may lie below the low-water hint. */
    void wakeFromStart() {
        fromStart.set(true);
        wake();
    }

    void stop() throws InterruptedException {
        running = false;
        wake();
        if (thread != null) {
            thread.join();
        }
        drain.close();
    }

    private void run() {
        while (running) {
            try {
                boolean woken = wakeUps.tryAcquire(drain.untilRetry().toNanos(), TimeUnit.NANOSECONDS);
                if (!woken) {
                    drain.retryIsDue();
                }
                wakeUps.drainPermits();
                drainAll();
            } catch (Exception | Error e) {
                log.warn("{} stopped and goes on before long: {}", name, e.toString());
            }
        }
    }

    private void drainAll() {
        Set<Integer> shards = served.get();
        while (running && !shards.isEmpty() && drainBatch(shards)) {
            shards = served.get();
        }
    }

    private boolean drainBatch(Set<Integer> shards) {
        return fromStart.getAndSet(false)
                ? pace.search(() -> drain.drainBatch(shards, lowWater, true))
                : drain.drainBatch(shards, lowWater, false);
    }
}
