package io.steadfast.saga.deadletter;

import io.steadfast.saga.action.ActionOutcome;
import io.steadfast.saga.action.ActionRequest;
import io.steadfast.saga.operation.BulkRequest;
import io.steadfast.saga.operation.StartOperation;
import io.steadfast.web.body.JsonFields;
import io.steadfast.web.body.ShortText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.security.Principal;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes operators' decisions about dead letters. */
@RestController
@SecurityRequirement(name = "basic")
class DeadLetterActionController {

    private final DecideOnLetter decide;
    private final StartOperation start;

    DeadLetterActionController(DecideOnLetter decide, StartOperation start) {
        this.decide = decide;
        this.start = start;
    }

    @Operation(
            summary = "Send a dead letter again to the queue in which it died",
            description =
                    "Body: {\"reason\":\"…\"}. The message has the same body and id, and its headers as text. 202 with the new state; 409 if it has been replayed or discarded "
                            + "before, or did not die in one of our queues. If it dies again, that is another letter.")
    @PostMapping("/admin/dead-letters/{id}/replay")
    ResponseEntity<JsonNode> replay(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @ShortText(max = 255) @Nullable String key,
            Principal operator) {
        return act("replay", id, body, key, operator, decide::replay);
    }

    @Operation(
            summary = "Decide that a dead letter is not sent again",
            description = "Body: {\"reason\":\"…\"}. 202 with the new state; 409 if it has been decided on before.")
    @PostMapping("/admin/dead-letters/{id}/discard")
    ResponseEntity<JsonNode> discard(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @ShortText(max = 255) @Nullable String key,
            Principal operator) {
        return act("discard", id, body, key, operator, decide::discard);
    }

    @Operation(
            summary = "Send all open dead letters again that match",
            description =
                    "Body: {\"filter\":{…},\"reason\":\"…\",\"dryRun\":false,\"ratePerSecond\":50}; the filter may name "
                            + "queue, type, orderId, messageId and a part of the reason. 202 with the operation, which goes on "
                            + "by itself, whatever happens to this instance: look at it, or stop it, at "
                            + "/admin/operations/{id}. A dry run only counts, and shows what it would begin with.")
    @PostMapping("/admin/dead-letters/replay")
    ResponseEntity<JsonNode> replayAll(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @ShortText(max = 255) @Nullable String key,
            Principal operator) {
        BulkRequest<DeadLetterFilter> request = BulkRequest.read(body, DeadLetterFilter::read);
        return start.start(ReplayLetters.KIND, request, operator.getName(), key).answer();
    }

    private static ResponseEntity<JsonNode> act(
            String action,
            String letterId,
            JsonNode body,
            @Nullable String key,
            Principal operator,
            BiFunction<UUID, ActionRequest, ActionOutcome> decision) {
        UUID letter = DeadLetterController.uuid(letterId);
        String reason = JsonFields.read(body, fields -> fields.text("reason", ActionRequest.MAX_REASON));
        var request = new ActionRequest(operator.getName(), action, letter.toString(), reason, key);
        return decision.apply(letter, request).answer();
    }
}
