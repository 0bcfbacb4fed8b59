package io.steadfast.saga.admin;

import io.steadfast.saga.action.ActionOutcome;
import io.steadfast.saga.action.ActionRequest;
import io.steadfast.saga.action.AdminActions;
import io.steadfast.saga.engine.Action;
import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.engine.SagaCore;
import io.steadfast.saga.engine.Transition;
import io.steadfast.saga.store.LockedSaga;
import io.steadfast.saga.store.SagaStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** Does to one saga what an operator wants, if the saga's state allows it. */
@Component
class ActOnSaga {

    private final SagaStore sagas;
    private final FindSagas find;
    private final AdminActions actions;
    private final JsonMapper json;

    ActOnSaga(SagaStore sagas, FindSagas find, AdminActions actions, JsonMapper json) {
        this.sagas = sagas;
        this.find = find;
        this.actions = actions;
        this.json = json;
    }

    /**
     * The action, its record and its answer are one transaction.
     *
     * @throws ResponseStatusException if there is no such saga, unless this very request was answered while there was
     */
    @Transactional
    public ActionOutcome act(UUID sagaId, Action action, ActionRequest request) {
        return actions.once(request, () -> act(sagaId, action, request.actor(), request.reason()));
    }

    private ActionOutcome act(UUID sagaId, Action action, String actor, String reason) {
        List<LockedSaga<?>> found = sagas.lock(List.of(sagaId), List.of());
        LockedSaga<?> saga = found.stream().findFirst().orElseThrow(SagaController::notFound);
        Transition<?> transition = saga.on(new Incoming.Operator(action, actor, reason), null);
        Optional<String> refusal = transition.ignoredBecause();
        if (refusal.isEmpty()) {
            sagas.save(found);
        }
        return refusal.map(why -> refused(why, saga)).orElseGet(() -> accepted(sagaId));
    }

    private ActionOutcome accepted(UUID sagaId) {
        return ActionOutcome.accepted(json.valueToTree(find.byId(sagaId).orElseThrow()));
    }

    private ActionOutcome refused(String why, LockedSaga<?> saga) {
        var members = Map.of(
                "sagaStatus", saga.saga().status().lowerCase(),
                "allowedActions", allowedActions(saga));
        return ActionOutcome.refused(why, json.valueToTree(members));
    }

    private static <D> List<String> allowedActions(LockedSaga<D> saga) {
        return SagaCore.allowedActions(saga.definition(), saga.saga()).stream()
                .map(Action::lowerCase)
                .toList();
    }
}
