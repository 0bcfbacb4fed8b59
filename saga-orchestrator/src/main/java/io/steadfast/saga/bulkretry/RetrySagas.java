package io.steadfast.saga.bulkretry;

import io.steadfast.saga.engine.Action;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.operation.BulkAction;
import io.steadfast.saga.operation.ItemOutcome;
import io.steadfast.saga.operation.Mandate;
import io.steadfast.saga.store.LockedSaga;
import io.steadfast.saga.store.SagaStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Retries those that are stuck when their turn comes. */
@Component
class RetrySagas implements BulkAction {

    static final String KIND = "retry-sagas";

    private final SagaStore sagas;

    RetrySagas(SagaStore sagas) {
        this.sagas = sagas;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<UUID, ItemOutcome> act(List<UUID> targets, Mandate by) {
        Map<UUID, ItemOutcome> outcomes = new HashMap<>();
        targets.forEach(saga -> outcomes.put(saga, ItemOutcome.failed("there is no such saga any more")));
        List<LockedSaga<?>> retried = new ArrayList<>();
        for (LockedSaga<?> saga : sagas.lock(targets, List.of())) {
            Optional<String> refusal = saga.on(new Incoming.Operator(Action.RETRY, by.actor(), by.reason()), null)
                    .ignoredBecause();
            if (refusal.isEmpty()) {
                retried.add(saga);
            }
            outcomes.put(
                    saga.saga().id(), refusal.map(ItemOutcome::failed).orElseGet(() -> ItemOutcome.done("retried")));
        }
        sagas.save(retried);
        return outcomes;
    }
}
