package io.steadfast.saga.sweep;

import io.steadfast.messaging.inbox.RetryLaterException;
import io.steadfast.messaging.rabbit.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes due sagas a batch at a time, a transaction each. If one fails, its sagas are taken one by one, and what nobody
 * can carry on is postponed, so that it does not keep the others from being looked at.
 */
final class Batches {

    private static final Logger log = LoggerFactory.getLogger(Batches.class);
    private static final Duration POSTPONED = Duration.ofMinutes(1);

    private final TransactionOperations transactions;
    private final IntFunction<List<UUID>> lockNext;
    private final ToIntFunction<List<UUID>> handle;
    private final BiPredicate<UUID, Duration> postpone;

    /**
     * @param lockNext locks at most so many, without reading what is in them
     * @param handle handles those that are locked, and returns how many of them something was done about
     * @param postpone has one wait, unless it has been dealt with meanwhile; without reading what is in it
     */
    Batches(
            TransactionOperations transactions,
            IntFunction<List<UUID>> lockNext,
            ToIntFunction<List<UUID>> handle,
            BiPredicate<UUID, Duration> postpone) {
        this.transactions = transactions;
        this.lockNext = lockNext;
        this.handle = handle;
        this.postpone = postpone;
    }

    /**
     * What came of a batch.
     *
     * @param seen how many there were
     * @param changed how many of them something was done about
     */
    record Swept(int seen, int changed) {}

    /** @throws RuntimeException if the database failed, which is no saga's fault */
    Swept next(int size) {
        try {
            return take(size, new ArrayList<>());
        } catch (RuntimeException e) {
            return oneByOne(size);
        }
    }

    private Swept oneByOne(int size) {
        int changed = 0;
        for (int seen = 0; seen < size; seen++) {
            Swept one = one();
            if (one.seen() == 0) {
                return new Swept(seen, changed);
            }
            changed += one.changed();
        }
        return new Swept(size, changed);
    }

    private Swept one() {
        List<UUID> locked = new ArrayList<>();
        try {
            return take(1, locked);
        } catch (RuntimeException e) {
            if (locked.isEmpty() || isNoSagasFault(e)) {
                throw e;
            }
            postpone(locked.get(0), e);
            return new Swept(1, 0);
        }
    }

    private Swept take(int size, List<UUID> locked) {
        return transactions.execute(status -> {
            locked.addAll(lockNext.apply(size));
            return new Swept(locked.size(), locked.isEmpty() ? 0 : handle.applyAsInt(locked));
        });
    }

    /** What only a newer instance can read is transient too, but lies in the saga. */
    private static boolean isNoSagasFault(RuntimeException failure) {
        return FailureKind.of(failure) == FailureKind.TRANSIENT && !(failure instanceof RetryLaterException);
    }

    private void postpone(UUID saga, RuntimeException failure) {
        if (transactions.execute(status -> postpone.test(saga, POSTPONED))) {
            log.error("Saga {} cannot be carried on, next try in {}", saga, POSTPONED, failure);
        }
    }
}
