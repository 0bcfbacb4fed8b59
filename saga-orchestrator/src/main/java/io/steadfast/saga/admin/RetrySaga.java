package io.steadfast.saga.admin;

import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.store.LockedSaga;
import io.steadfast.saga.store.SagaStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Has a stuck saga send its step's command again. */
@Component
class RetrySaga {

    private final SagaStore sagas;
    private final FindSagas find;
    private final AdminActions actions;
    private final JsonMapper json;

    RetrySaga(SagaStore sagas, FindSagas find, AdminActions actions, JsonMapper json) {
        this.sagas = sagas;
        this.find = find;
        this.actions = actions;
        this.json = json;
    }

    /** The action, its record and its answer are one transaction; empty if there is no such saga. */
    @Transactional
    public Optional<ActionOutcome> retry(UUID sagaId, ActionRequest request) {
        if (find.byId(sagaId).isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> record = actions.open(request);
        if (record.isEmpty()) {
            return Optional.of(actions.answeredBefore(request));
        }
        List<LockedSaga<?>> found = sagas.lock(List.of(sagaId), List.of());
        var transition = found.get(0).on(new Incoming.Retry(request.actor(), request.reason()), null);
        Optional<String> refusal = transition.ignoredBecause();
        if (refusal.isEmpty()) {
            sagas.save(found);
        }
        SagaOverview now = find.byId(sagaId).orElseThrow();
        ActionOutcome outcome = refusal.map(why -> refused(why, now)).orElseGet(() -> accepted(now));
        actions.close(record.get(), refusal.map("refused: "::concat).orElse("accepted"), outcome);
        return Optional.of(outcome);
    }

    private ActionOutcome accepted(SagaOverview saga) {
        return new ActionOutcome(ActionOutcome.ACCEPTED, json.valueToTree(saga));
    }

    private ActionOutcome refused(String why, SagaOverview saga) {
        var members = Map.of(
                "detail", why, "sagaStatus", saga.status(), "allowedActions", SagaAction.allowedIn(saga.status()));
        return new ActionOutcome(ActionOutcome.CONFLICT, json.valueToTree(members));
    }
}
