package io.steadfast.saga.bulkretry;

import io.steadfast.saga.operation.BulkRequest;
import io.steadfast.saga.operation.StartOperation;
import io.steadfast.web.body.ShortText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes the order to retry many sagas. */
@RestController
@SecurityRequirement(name = "basic")
class BulkRetryController {

    private final StartOperation start;

    BulkRetryController(StartOperation start) {
        this.start = start;
    }

    @Operation(
            summary = "Have all stuck sagas that match send their steps' commands again",
            description =
                    "Body: {\"filter\":{…},\"reason\":\"…\",\"dryRun\":false,\"ratePerSecond\":50}; the filter may name "
                            + "status (stuck), type, step, orderId, reason (as in stuck_sagas) and olderThan (stuck for longer). "
                            + "202 with the operation, which goes on by itself, whatever happens to this instance: look at it, or "
                            + "stop it, at /admin/operations/{id}. A dry run only counts, and shows what it would begin with.")
    @PostMapping("/admin/sagas/retry")
    ResponseEntity<JsonNode> retry(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @ShortText(max = 255) @Nullable String key,
            Principal operator) {
        BulkRequest<StuckSagas> request = BulkRequest.read(body, StuckSagas::read);
        return start.start(RetrySagas.KIND, request, operator.getName(), key).answer();
    }
}
