package io.steadfast.saga.sweep;

import static java.util.stream.Collectors.groupingBy;

import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.SagaDefinitions;
import io.steadfast.saga.store.LockedSaga;
import io.steadfast.saga.store.SagaStore;
import io.steadfast.saga.sweep.Batches.Swept;
import io.steadfast.saga.sweep.OverdueSagas.Overdue;
import io.steadfast.saga.sweep.Silence.Verdict;
import io.steadfast.saga.sweep.StepActivity.Answers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Looks at the sagas whose deadline has passed: gives those that are only slow a fresh deadline and lets the others
 * send their command again, or get stuck; then at those of which the time of the whole is over. Safe to run twice at a
 * time, meant to run once.
 */
@Component
class DeadlineSweep {

    private final TransactionOperations transactions;
    private final SagaStore sagas;
    private final StepActivity activity;
    private final SweepProperties properties;
    private final Listening listening;
    private final OverdueSagas overdueSagas;
    private final boolean someExpire;

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
        this.someExpire = definitions.all().stream()
                .anyMatch(definition -> definition.endsWithin().isPresent());
    }

    /** Sweeps if no other instance has done so a moment ago; returns whether this one did, and found anything to look at. */
    boolean sweepInTurn() {
        return listening.takeTurn() && sweepAll();
    }

    /** Tells that sweeping goes on although nobody sweeps now. */
    void goOn() {
        listening.goOn();
    }

    void sweep() {
        listening.note();
        sweepAll();
    }

    private boolean sweepAll() {
        boolean any =
                sweep(new Batches(transactions, overdueSagas::lockNext, this::lookAtSilence, overdueSagas::postpone));
        if (someExpire) {
            any |= sweep(new Batches(
                    transactions, overdueSagas::lockNextExpired, this::expire, overdueSagas::postponeExpired));
        }
        return any;
    }

    private boolean sweep(Batches batches) {
        boolean any = false;
        int resends = 0;
        for (int batch = 0; batch < properties.maxBatches() && resends < properties.maxResends(); batch++) {
            Swept swept = batches.next(properties.batchSize());
            resends += swept.changed();
            if (swept.seen() > 0) {
                any = true;
                listening.note();
            }
            if (swept.seen() < properties.batchSize()) {
                return any;
            }
        }
        return any;
    }

    private int lookAtSilence(List<UUID> overdue) {
        Instant listeningSince = listening.since();
        Map<StepActivity.Step, Answers> answers = activity.ofAllInstances();
        Map<UUID, List<Overdue>> commands =
                overdueSagas.commandsOf(overdue).stream().collect(groupingBy(Overdue::id));
        List<LockedSaga<?>> locked = sagas.lock(overdue, List.of());
        int changed = 0;
        for (LockedSaga<?> saga : locked) {
            for (Overdue command : commands.getOrDefault(saga.saga().id(), List.of())) {
                Verdict verdict = command.silence().judge(listeningSince, answers.get(command.step()));
                changed += saga.waitsFor(command.commandId()) && letPass(saga, command, verdict) ? 1 : 0;
            }
        }
        sagas.save(locked);
        return changed;
    }

    private boolean letPass(LockedSaga<?> saga, Overdue command, Verdict verdict) {
        String step = command.step().name();
        if (verdict == Verdict.LOST) {
            saga.on(new Incoming.DeadlinePassed(step), null);
            return true;
        } else if (verdict == Verdict.PARKED && !sagas.discardParked(saga)) {
            saga.on(
                    new Incoming.CommandParked(
                            step, String.valueOf(command.silence().parkedBecause())),
                    null);
            return true;
        }
        saga.waitAnew(step, command.silence().inOutbox());
        return false;
    }

    private int expire(List<UUID> expired) {
        List<LockedSaga<?>> locked = sagas.lock(expired, List.of());
        locked.forEach(saga -> saga.on(new Incoming.Expired(), null));
        sagas.save(locked);
        return locked.size();
    }
}
