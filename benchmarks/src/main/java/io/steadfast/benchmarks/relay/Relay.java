package io.steadfast.benchmarks.relay;

import io.steadfast.benchmarks.Benchmark;
import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.floor.Floor;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Target;
import io.steadfast.benchmarks.system.Shop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** How soon an event is received after its commit, how many a second, and how fast a backlog is drained. */
public final class Relay implements Benchmark {

    private static final int RATE = 50;
    private static final int WRITERS = 8;
    private static final int BACKLOG = 20_000;
    private static final int AT_ONCE = 500;

    @Override
    public void run(Shop shop, Options options, Figures figures) throws Exception {
        shop.stopServices();
        try (var database = shop.database()) {
            database.execute("create table if not exists orders.business (id uuid primary key, text text not null)");
            database.execute("grant all on orders.business to orders_service");
        }
        try (var sender = Sender.on(shop.stack());
                var receiver = new Receiver(shop.stack().broker())) {
            writers(sender, receiver, options.seconds(60, 3)); // until it is compiled
            latency(sender, receiver, options.seconds(30, 3), figures);
            figures.add(
                    "events received while 8 writers commit",
                    writers(sender, receiver, options.seconds(20, 3)),
                    "events/s",
                    Target.atLeast(5_000));
            drain(sender, receiver);
            var drained = drain(sender, receiver);
            figures.add("draining 20,000 events", drained, "events/s", Target.atLeast(12_000));
            sender.pause();
            var floor = Floor.messages(shop.stack(), options.seconds(15, 3));
            figures.add("PerfTest, confirmed and consumed", floor, "messages/s");
            figures.compare("draining, as a part of PerfTest", drained, "events/s", floor, Target.atLeast(0.6));
        }
    }

    private static void latency(Sender sender, Receiver receiver, Duration length, Figures figures) {
        receiver.noteTimes();
        var committed = new LinkedHashMap<UUID, Long>();
        var begin = System.nanoTime();
        var before = receiver.count();
        for (var n = 0; n < RATE * length.toSeconds(); n++) {
            var due = begin + n * TimeUnit.SECONDS.toNanos(1) / RATE;
            for (long wait; (wait = due - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(wait);
            }
            committed.put(sender.send(), System.nanoTime());
        }
        receiver.await(before + committed.size());
        var received = receiver.times();
        var micros = new Histogram(3);
        committed.forEach((id, time) -> {
            var nanos = Objects.requireNonNull(received.get(id.toString())) - time;
            micros.recordValue(Math.max(0, nanos) / 1000);
        });
        figures.add("commit to received p50 at 50/s", micros.getValueAtPercentile(50) / 1000.0, "ms", Target.atMost(2));
        figures.add("commit to received p99 at 50/s", micros.getValueAtPercentile(99) / 1000.0, "ms", Target.atMost(6));
    }

    /** Events a second, from the first commit to the last receipt. */
    private static double writers(Sender sender, Receiver receiver, Duration length) throws Exception {
        var writers = Executors.newFixedThreadPool(WRITERS);
        var done = new CountDownLatch(WRITERS);
        var before = receiver.count();
        var begin = System.nanoTime();
        var sent = new AtomicLong();
        for (var writer = 0; writer < WRITERS; writer++) {
            writers.submit(() -> {
                while (System.nanoTime() - begin < length.toNanos()) {
                    sender.writeAndSend();
                    sent.incrementAndGet();
                }
                done.countDown();
            });
        }
        done.await();
        writers.shutdown();
        receiver.await(before + sent.get());
        return sent.get() * 1e9 / (System.nanoTime() - begin);
    }

    private static double drain(Sender sender, Receiver receiver) {
        sender.pause();
        var before = receiver.count();
        for (var n = 0; n < BACKLOG; n += AT_ONCE) {
            sender.send(AT_ONCE);
        }
        var begin = System.nanoTime();
        sender.resume();
        receiver.await(before + BACKLOG);
        return BACKLOG * 1e9 / (System.nanoTime() - begin);
    }
}
