package io.steadfast.saga.events;

import static java.util.stream.Collectors.toSet;

import io.steadfast.contracts.Contract;
import io.steadfast.messaging.inbox.MessageHandler;
import io.steadfast.messaging.wire.Received;
import io.steadfast.saga.engine.SagaDefinitions;
import io.steadfast.saga.store.LockedSaga;
import io.steadfast.saga.store.SagaKey;
import io.steadfast.saga.store.SagaStore;
import io.steadfast.saga.sweep.StepActivity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Handles a whole batch of events in the transaction that is open, several of one saga one after the other. */
@Component
class SagaEvents implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(SagaEvents.class);

    private final SagaDefinitions definitions;
    private final SagaStore sagas;
    private final EarlyCancellations early;
    private final StepActivity activity;

    SagaEvents(SagaDefinitions definitions, SagaStore sagas, EarlyCancellations early, StepActivity activity) {
        this.definitions = definitions;
        this.sagas = sagas;
        this.early = early;
        this.activity = activity;
    }

    @Override
    public String queue() {
        return Contract.Queue.SAGA_EVENTS;
    }

    @Override
    public Set<Class<?>> accepts() {
        return definitions.listensTo();
    }

    @Override
    public void handle(List<Received<?>> messages) {
        List<Arrival<?>> arrivals = messages.stream().flatMap(this::arrivals).toList();
        Set<SagaKey> starting = keys(arrivals.stream().filter(Arrival::starts));
        waitForStartsOfUnknown(keys(arrivals.stream().filter(Arrival::cancels)), starting);
        Map<SagaKey, String> cancelledEarly = starting.isEmpty() ? Map.of() : early.take(starting);

        Set<UUID> ids =
                arrivals.stream().flatMap(arrival -> arrival.sagaId().stream()).collect(toSet());
        List<LockedSaga<?>> locked = sagas.lock(ids, keys(arrivals.stream()));
        var batch = new EventBatch(locked, starting, cancelledEarly, activity);
        ofSagasNotPurged(arrivals, locked).forEach(batch::apply);

        sagas.save(batch.sagas());
        if (!batch.toKeep().isEmpty()) {
            early.keep(batch.toKeep());
        }
    }

    /**
     * Whatever comes for a saga that ended and was purged comes late, changes nothing and has no journal to be noted in.
     * Nearly always it is a start that has no saga yet, so one look for the batch is all that this costs.
     */
    private List<Arrival<?>> ofSagasNotPurged(List<Arrival<?>> arrivals, List<LockedSaga<?>> locked) {
        Set<SagaKey> unknown = keys(arrivals.stream());
        locked.forEach(saga -> unknown.remove(saga.key()));
        Set<SagaKey> purged = unknown.isEmpty() ? Set.of() : sagas.purged(unknown);
        if (purged.isEmpty()) {
            return arrivals;
        }
        log.info("Messages about sagas that ended and were purged change nothing: {}", purged);
        return arrivals.stream()
                .filter(arrival -> !purged.contains(arrival.key()))
                .toList();
    }

    private Stream<Arrival<?>> arrivals(Received<?> message) {
        return definitions.concernedBy(message.data()).stream().map(definition -> Arrival.of(message, definition));
    }

    private void waitForStartsOfUnknown(Set<SagaKey> cancelled, Set<SagaKey> starting) {
        cancelled.removeAll(starting);
        if (!cancelled.isEmpty() && !sagas.known(cancelled).containsAll(cancelled)) {
            early.lockOutStarts();
        }
    }

    private static Set<SagaKey> keys(Stream<Arrival<?>> arrivals) {
        return arrivals.map(Arrival::key).collect(Collectors.toSet());
    }
}
