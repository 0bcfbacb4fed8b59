package io.steadfast.order.placement;

import io.steadfast.messaging.rabbit.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that come at the same time share a transaction (group commit): one of them leads and carries out what has
 * arrived, the others wait for it. Nobody waits for a batch to fill: a caller who is alone has a transaction of his own
 * at once and in his own thread.
 *
 * <p>If a shared transaction fails for a reason that may be one caller's alone, each gets one of his own; if it is the
 * database's, all of them are told.
 *
 * @param <T> what a caller wants to have done
 * @param <R> what comes of it
 */
final class SharedTransaction<T, R> {

    private final Function<List<T>, List<R>> transaction;
    private final Semaphore leaders;
    private final int maxBatch;
    private final Queue<Caller<T, R>> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param transaction carries out what several callers want, and returns what comes of each, in the same order
     * @param atOnce transactions at the same time, at most
     * @param maxBatch callers in one transaction, at most
     */
    SharedTransaction(Function<List<T>, List<R>> transaction, int atOnce, int maxBatch) {
        this.transaction = transaction;
        this.leaders = new Semaphore(atOnce);
        this.maxBatch = maxBatch;
    }

    /** Returns when that is committed, and throws what its transaction has failed with. */
    R take(T wish) {
        var caller = new Caller<T, R>(wish);
        boolean interrupted = false;
        waiting.add(caller);
        while (!caller.isDone()) {
            if (leaders.tryAcquire()) {
                lead();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return caller.result();
    }

    /** How many wait for a transaction to begin. */
    int waiting() {
        return waiting.size();
    }

    /** Whoever could not lead before the release is seen after it, and woken to lead next. */
    private void lead() {
        try {
            carryOut(next());
        } finally {
            leaders.release();
            var next = waiting.peek();
            if (next != null) {
                next.wake();
            }
        }
    }

    private List<Caller<T, R>> next() {
        List<Caller<T, R>> batch = new ArrayList<>();
        for (Caller<T, R> caller; batch.size() < maxBatch && (caller = waiting.poll()) != null; ) {
            batch.add(caller);
        }
        return batch;
    }

    private void carryOut(List<Caller<T, R>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<R> results = transaction.apply(batch.stream().map(Caller::wish).toList());
            for (int n = 0; n < batch.size(); n++) {
                batch.get(n).succeed(results.get(n));
            }
        } catch (Error e) {
            var failure = new IllegalStateException("Nothing was written", e);
            batch.forEach(caller -> caller.fail(failure));
        } catch (RuntimeException e) {
            if (batch.size() > 1 && FailureKind.of(e) != FailureKind.TRANSIENT) {
                batch.forEach(caller -> carryOut(List.of(caller)));
            } else {
                batch.forEach(caller -> caller.fail(e));
            }
        }
    }

    private static final class Caller<T, R> {

        private final T wish;
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable Supplier<R> result;

        Caller(T wish) {
            this.wish = wish;
        }

        T wish() {
            return wish;
        }

        boolean isDone() {
            return result != null;
        }

        R result() {
            return Objects.requireNonNull(result).get();
        }

        void succeed(R outcome) {
            result = () -> outcome;
            wake();
        }

        void fail(RuntimeException failure) {
            result = () -> {
                throw failure;
            };
            wake();
        }

        void wake() {
            LockSupport.unpark(thread);
        }
    }
}
