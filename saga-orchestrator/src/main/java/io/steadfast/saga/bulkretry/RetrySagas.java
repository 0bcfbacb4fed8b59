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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Retries those that are still stuck when their turn comes, and have been all the time since the operation was started. */
@Component
class RetrySagas implements BulkAction {

    static final String KIND = "retry-sagas";

    private static final String STUCK_AGAIN = "it has got stuck again since the operation was started";

    private final SagaStore sagas;
    private final JdbcClient jdbc;

    RetrySagas(SagaStore sagas, JdbcClient jdbc) {
        this.sagas = sagas;
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<UUID, ItemOutcome> act(List<Target> targets, Mandate by) {
        Map<UUID, ItemOutcome> outcomes = new HashMap<>();
        targets.forEach(saga -> outcomes.put(saga.id(), ItemOutcome.failed("there is no such saga any more")));
        List<LockedSaga<?>> locked = sagas.lock(outcomes.keySet(), List.of());
        Set<UUID> stuckAgain = stuckAgain(targets);
        List<LockedSaga<?>> retried = new ArrayList<>();
        for (LockedSaga<?> saga : locked) {
            UUID id = saga.saga().id();
            Optional<String> refusal = stuckAgain.contains(id) ? Optional.of(STUCK_AGAIN) : refusal(saga, by);
            if (refusal.isEmpty()) {
                retried.add(saga);
            }
            outcomes.put(id, refusal.map(ItemOutcome::failed).orElseGet(() -> ItemOutcome.done("retried")));
        }
        sagas.save(retried);
        return outcomes;
    }

    private static Optional<String> refusal(LockedSaga<?> saga, Mandate by) {
        return saga.on(new Incoming.Operator(Action.RETRY, by.actor(), by.reason()), null)
                .ignoredBecause();
    }

    /** Those that are stuck, but not since the time noted: maybe elsewhere, or for a reason that was not to be retried. */
    private Set<UUID> stuckAgain(List<Target> targets) {
        return jdbc.sql("""
                        select id
                        from unnest(cast(:ids as uuid[]), cast(:since as timestamptz[])) as noted (id, since)
                             join saga using (id)
                        where status = 'stuck' and stuck_since <> since""")
                .param("ids", targets.stream().map(Target::id).toArray(UUID[]::new))
                .param("since", targets.stream().map(RetrySagas::since).toArray(String[]::new))
                .query(UUID.class)
                .set();
    }

    private static @Nullable String since(Target target) {
        return target.since() == null ? null : target.since().toString();
    }
}
