package io.steadfast.saga.admin;

import io.steadfast.messaging.inbox.RetryLaterException;
import io.steadfast.saga.action.ActionRequest;
import io.steadfast.saga.engine.Action;
import io.steadfast.web.body.JsonFields;
import io.steadfast.web.body.ShortText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Takes operators' actions. */
@RestController
@SecurityRequirement(name = "basic")
class SagaActionController {

    private final ActOnSaga saga;

    SagaActionController(ActOnSaga saga) {
        this.saga = saga;
    }

    @Operation(
            summary = "Have a stuck saga send its step's command again",
            description = "Body: {\"reason\":\"…\"}. 202 with the new state; 409 says why not and what is allowed.")
    @PostMapping("/admin/sagas/{sagaId}/retry")
    ResponseEntity<JsonNode> retry(
            @PathVariable String sagaId,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @ShortText(max = 255) @Nullable String key,
            Principal operator) {
        return act(Action.RETRY, sagaId, body, key, operator);
    }

    @Operation(
            summary = "Have a saga turn back and undo all that was or may have been done",
            description =
                    "Only before the pivot's command is sent. Body: {\"reason\":\"…\"}, which the customer is told. "
                            + "202 with the new state; 409 says why not and what is allowed.")
    @PostMapping("/admin/sagas/{sagaId}/cancel")
    ResponseEntity<JsonNode> cancel(
            @PathVariable String sagaId,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @ShortText(max = 255) @Nullable String key,
            Principal operator) {
        return act(Action.CANCEL, sagaId, body, key, operator);
    }

    @Operation(
            summary = "Have a stuck saga go on without the step that it is stuck in",
            description = "Only for steps whose definition allows it. Body: {\"reason\":\"…\"}. "
                    + "202 with the new state; 409 says why not and what is allowed.")
    @PostMapping("/admin/sagas/{sagaId}/skip")
    ResponseEntity<JsonNode> skip(
            @PathVariable String sagaId,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @ShortText(max = 255) @Nullable String key,
            Principal operator) {
        return act(Action.SKIP, sagaId, body, key, operator);
    }

    private ResponseEntity<JsonNode> act(
            Action action, String sagaId, JsonNode body, @Nullable String key, Principal operator) {
        UUID id = SagaController.uuid(sagaId);
        String reason = JsonFields.read(body, fields -> fields.text("reason", ActionRequest.MAX_REASON));
        var request = new ActionRequest(operator.getName(), action.lowerCase(), id.toString(), reason, key);
        try {
            return saga.act(id, action, request).answer();
        } catch (RetryLaterException e) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage(), e);
        }
    }
}
