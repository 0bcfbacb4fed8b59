package io.steadfast.saga.operation;

import io.steadfast.saga.action.ActionRequest;
import io.steadfast.saga.operation.FindOperations.Detail;
import io.steadfast.web.body.JsonFields;
import io.steadfast.web.body.ShortText;
import io.steadfast.web.paging.Cursor;
import io.steadfast.web.paging.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;

/** Shows bulk operations and stops them. Each kind is started where its targets are. */
@RestController
@SecurityRequirement(name = "basic")
class OperationController {

    private final FindOperations operations;
    private final StopOperation stop;

    OperationController(FindOperations operations, StopOperation stop) {
        this.operations = operations;
        this.stop = stop;
    }

    @Operation(summary = "Bulk operations, newest first, page by page")
    @GetMapping("/admin/operations")
    Page<OperationOverview> list(
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 100")
                    @Max(value = 100, message = "must be 1 to 100")
                    int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return operations.page(Cursor.decoded(cursor), limit);
    }

    @Operation(
            summary = "One bulk operation: how far it has come, and what it could not be done to",
            description = "matched = done + failed + what is still pending; failures and waiting are the first of them")
    @GetMapping("/admin/operations/{id}")
    Detail operation(@PathVariable String id) {
        return operations.detail(uuid(id)).orElseThrow(OperationController::notFound);
    }

    @Operation(
            summary = "Keep a bulk operation from going on",
            description =
                    "Body: {\"reason\":\"…\"}. What it has done stays done. 202 with the new state, 200 if it was "
                            + "stopped before; 409 once it is completed.")
    @PostMapping("/admin/operations/{id}/stop")
    ResponseEntity<JsonNode> stop(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @ShortText(max = 255) @Nullable String key,
            Principal operator) {
        UUID operation = uuid(id);
        String reason = JsonFields.read(body, fields -> fields.text("reason", ActionRequest.MAX_REASON));
        var request = new ActionRequest(operator.getName(), "stop-operation", operation.toString(), reason, key);
        return stop.stop(operation, request).answer();
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notOurs) {
            throw notFound();
        }
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such operation");
    }
}
