package io.steadfast.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends requests and measures how long each takes.
 *
 * <p>{@link #open}: at a constant rate, whatever the answers do. Each is timed from the moment at which it was due, so
 * that requests that could not be sent because the system was slow count against it (no coordinated omission; Gil
 * Tene's wrk2). {@link #closed}: by so many customers, each of whom sends the next when the last was answered, which
 * finds the highest rate.
 */
public final class Load {

    private static final long NANOS = 1_000_000_000L;
    /** More than any healthy system needs at these rates; it only keeps a broken one from eating all sockets. */
    private static final int MOST_AT_ONCE = 512;

    private final LongFunction<CompletableFuture<Answer>> request;
    private final Histogram micros = new ConcurrentHistogram(3);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder shed = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private Load(LongFunction<CompletableFuture<Answer>> request) {
        this.request = request;
    }

    /** So many requests a second, evenly spaced; returns when all are answered. */
    public static Result open(double perSecond, Duration length, LongFunction<CompletableFuture<Answer>> request)
            throws InterruptedException {
        var load = new Load(request);
        var places = new Semaphore(MOST_AT_ONCE);
        var begin = System.nanoTime();
        var requests = (long) (perSecond * length.toMillis() / 1000);
        for (long n = 0; n < requests; n++) {
            var due = begin + (long) (n * NANOS / perSecond);
            for (long wait; (wait = due - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(wait);
            }
            places.acquire();
            load.send(n, due).whenComplete((done, failure) -> places.release());
        }
        places.acquire(MOST_AT_ONCE);
        return load.result(System.nanoTime() - begin);
    }

    /** So many customers for so long. */
    public static Result closed(int customers, Duration length, LongFunction<CompletableFuture<Answer>> request)
            throws InterruptedException {
        var load = new Load(request);
        var places = new Semaphore(customers);
        var begin = System.nanoTime();
        for (long n = 0; System.nanoTime() - begin < length.toNanos(); n++) {
            places.acquire();
            load.send(n, System.nanoTime()).whenComplete((done, failure) -> places.release());
        }
        var end = System.nanoTime();
        places.acquire(customers);
        return load.result(end - begin);
    }

    private CompletableFuture<Void> send(long n, long due) {
        return request.apply(n).handle((answer, failure) -> {
            micros.recordValue(Math.max(0, System.nanoTime() - due) / 1000);
            (failure != null ? failed : counterOf(answer)).increment();
            return null;
        });
    }

    private LongAdder counterOf(Answer answer) {
        return switch (answer) {
            case ACCEPTED -> accepted;
            case SHED -> shed;
            case FAILED -> failed;
        };
    }

    private Result result(long nanos) {
        return new Result(accepted.sum(), shed.sum(), failed.sum(), nanos / (double) NANOS, micros);
    }

    /**
     * What came of it.
     *
     * @param micros from the moment at which each was due to its answer
     */
    public record Result(long accepted, long shed, long failed, double seconds, Histogram micros) {

        public double perSecond() {
            return accepted / seconds;
        }

        /** In milliseconds. */
        public double percentile(double percent) {
            return micros.getValueAtPercentile(percent) / 1000.0;
        }
    }
}
