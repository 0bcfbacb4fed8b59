package io.steadfast.messaging.outbox;

import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that drains one shard when it is woken and this instance serves the shard. */
final class ShardWorker {

    private static final Logger log = LoggerFactory.getLogger(ShardWorker.class);

    private final String name;
    private final ShardDrain drain;
    private final BooleanSupplier mayDrain;
    private final LowWater lowWater;
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicBoolean fromStart = new AtomicBoolean(true);
    private @Nullable Thread thread;
    private volatile boolean running;

    ShardWorker(int shard, ShardDrain drain, BooleanSupplier mayDrain, Clock clock) {
        this.name = "outbox-relay-" + shard;
        this.drain = drain;
        this.mayDrain = mayDrain;
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

    /** Something may have been overlooked: look at everything. */
    void sweep() {
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
            wakeUps.acquireUninterruptibly();
            wakeUps.drainPermits();
            try {
                drainAll();
            } catch (Exception | Error e) {
                log.warn("{} stopped and goes on with the next sweep: {}", name, e.toString());
            }
        }
    }

    private void drainAll() {
        boolean more = true;
        while (more && running && mayDrain.getAsBoolean()) {
            more = drain.drainBatch(lowWater, fromStart.getAndSet(false));
        }
    }
}
