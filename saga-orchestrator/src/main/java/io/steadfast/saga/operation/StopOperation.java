package io.steadfast.saga.operation;

import io.steadfast.saga.action.ActionOutcome;
import io.steadfast.saga.action.ActionRequest;
import io.steadfast.saga.action.AdminActions;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps an operation from going on. What it has done by then stays done. */
@Component
class StopOperation {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AdminActions actions;
    private final FindOperations find;

    StopOperation(JdbcClient jdbc, JsonMapper json, AdminActions actions, FindOperations find) {
        this.jdbc = jdbc;
        this.json = json;
        this.actions = actions;
        this.find = find;
    }

    /**
     * Waits for the batch that is being done; after it nothing more is.
     *
     * @throws ResponseStatusException if there is no such operation, unless this very request was answered while there was
     */
    @Transactional
    public ActionOutcome stop(UUID id, ActionRequest request) {
        return actions.once(request, () -> stop(id));
    }

    private ActionOutcome stop(UUID id) {
        boolean stoppedNow = jdbc.sql("""
                        update admin_operation
                        set status = 'stopped', finished_at = clock_timestamp()
                        where id = :id and status = 'running'""").param("id", id).update() == 1;
        OperationOverview now = find.byId(id).orElseThrow(OperationController::notFound);
        if (stoppedNow) {
            return ActionOutcome.accepted(json.valueToTree(now));
        }
        return now.status() == OperationStatus.STOPPED
                ? ActionOutcome.unchanged("already stopped", json.valueToTree(now))
                : ActionOutcome.refused(
                        "the operation is completed; only a running one can be stopped",
                        json.valueToTree(Map.of("operationStatus", now.status())));
    }
}
