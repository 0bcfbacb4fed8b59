package io.steadfast.saga.events;

import static java.util.stream.Collectors.toSet;

import io.steadfast.contracts.Contract;
import io.steadfast.messaging.inbox.MessageHandler;
import io.steadfast.messaging.wire.Received;
import io.steadfast.saga.engine.SagaDefinitions;
import io.steadfast.saga.store.SagaKey;
import io.steadfast.saga.store.SagaStore;
import io.steadfast.saga.sweep.StepActivity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Handles a whole batch of events in the transaction that is open, several of one saga one after the other. */
@Component
class SagaEvents implements MessageHandler {

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
        var batch = new EventBatch(sagas.lock(ids, keys(arrivals.stream())), starting, cancelledEarly, activity);
        arrivals.forEach(batch::apply);

        sagas.save(batch.sagas());
        if (!batch.toKeep().isEmpty()) {
            early.keep(batch.toKeep());
        }
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
