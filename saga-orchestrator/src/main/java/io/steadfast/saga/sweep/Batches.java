package io.steadfast.saga.sweep;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
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
    private final IntFunction<Swept> take;
    private final Function<Duration, Optional<UUID>> postponeNext;

    /**
     * @param take handles at most so many, in the transaction that is open
     * @param postponeNext has the one that is next wait, without reading what is in it
     */
    Batches(
            TransactionOperations transactions,
            IntFunction<Swept> take,
            Function<Duration, Optional<UUID>> postponeNext) {
        this.transactions = transactions;
        this.take = take;
        this.postponeNext = postponeNext;
    }

    /**
     * What came of a batch.
     *
     * @param seen how many there were
     * @param changed how many of them something was done about
     */
    record Swept(int seen, int changed) {}

    Swept next(int size) {
        try {
            return transactions.execute(status -> take.apply(size));
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
        try {
            return transactions.execute(status -> take.apply(1));
        } catch (RuntimeException e) {
            transactions
                    .execute(status -> postponeNext.apply(POSTPONED))
                    .ifPresent(saga -> log.error("Saga {} cannot be carried on, next try in {}", saga, POSTPONED, e));
            return new Swept(1, 0);
        }
    }
}
