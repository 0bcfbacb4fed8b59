package io.steadfast.saga.sweep;

import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.SagaDefinitions;
import io.steadfast.saga.store.LockedSaga;
import io.steadfast.saga.store.SagaStore;
import io.steadfast.saga.sweep.OverdueSagas.Overdue;
import io.steadfast.saga.sweep.Silence.Verdict;
import io.steadfast.saga.sweep.StepActivity.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks at the sagas whose deadline has passed: gives those that are only slow a fresh deadline and lets the others
 * send their command again, or get stuck. Safe to run twice at a time, meant to run once.
 */
@Component
class DeadlineSweep {

    private static final Logger log = LoggerFactory.getLogger(DeadlineSweep.class);
    private static final Duration POSTPONED = Duration.ofMinutes(1);

    private final TransactionOperations transactions;
    private final SagaStore sagas;
    private final StepActivity activity;
    private final SweepProperties properties;
    private final Listening listening;
    private final OverdueSagas overdueSagas;

    DeadlineSweep(
            JdbcClient jdbc,
            TransactionOperations transactions,
            SagaDefinitions definitions,
            SagaStore sagas,
            StepActivity activity,
            SweepProperties properties) {
        this.transactions = transactions;
        this.sagas = sagas;
        this.activity = activity;
        this.properties = properties;
        this.listening = new Listening(jdbc, properties);
        this.overdueSagas = new OverdueSagas(jdbc, definitions);
    }

    void sweep() {
        Instant listeningSince = listening.noteSweep();
        int resends = 0;
        for (int batch = 0; batch < properties.maxBatches() && resends < properties.maxResends(); batch++) {
            Swept swept = sweepNext(listeningSince);
            resends += swept.lost();
            if (swept.seen() < properties.batchSize()) {
                return;
            }
        }
    }

    private record Swept(int seen, int lost) {}

    /** A saga that nobody can carry on must not keep the others from being looked at. */
    private Swept sweepNext(Instant listeningSince) {
        try {
            return transactions.execute(status -> sweepBatch(listeningSince, properties.batchSize()));
        } catch (RuntimeException e) {
            return sweepOneByOne(listeningSince);
        }
    }

    private Swept sweepOneByOne(Instant listeningSince) {
        int lost = 0;
        for (int seen = 0; seen < properties.batchSize(); seen++) {
            Swept one = sweepOne(listeningSince);
            if (one.seen() == 0) {
                return new Swept(seen, lost);
            }
            lost += one.lost();
        }
        return new Swept(properties.batchSize(), lost);
    }

    private Swept sweepOne(Instant listeningSince) {
        try {
            return transactions.execute(status -> sweepBatch(listeningSince, 1));
        } catch (RuntimeException e) {
            transactions
                    .execute(status -> overdueSagas.postponeNext(POSTPONED))
                    .ifPresent(saga -> log.error("Saga {} cannot be carried on, next try in {}", saga, POSTPONED, e));
            return new Swept(1, 0);
        }
    }

    private Swept sweepBatch(Instant listeningSince, int limit) {
        List<Overdue> overdue = overdueSagas.lockNext(limit);
        if (overdue.isEmpty()) {
            return new Swept(0, 0);
        }
        Map<StepActivity.Step, Answers> answers = activity.ofAllInstances();
        Predicate<Overdue> isLost =
                saga -> saga.silence().judge(listeningSince, answers.get(saga.step())) == Verdict.LOST;
        List<Overdue> lost = overdue.stream().filter(isLost).toList();
        overdueSagas.rearm(overdue.stream().filter(isLost.negate()).toList());
        letPass(lost);
        return new Swept(overdue.size(), lost.size());
    }

    private void letPass(List<Overdue> lost) {
        if (lost.isEmpty()) {
            return;
        }
        List<LockedSaga<?>> locked = sagas.lock(lost.stream().map(Overdue::id).toList(), List.of());
        locked.forEach(saga -> saga.on(new Incoming.DeadlinePassed(), null));
        sagas.save(locked);
    }
}
