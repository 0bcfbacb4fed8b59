package io.steadfast.saga.admin;

import io.steadfast.saga.admin.FindSagas.Detail;
import io.steadfast.web.body.ShortText;
import io.steadfast.web.paging.Cursor;
import io.steadfast.web.paging.Page;
import io.steadfast.web.problem.InvalidRequestException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Shows sagas. */
@RestController
@SecurityRequirement(name = "basic")
class SagaController {

    private static final Duration OLDEST = Duration.ofDays(36_500);

    private final FindSagas sagas;

    SagaController(FindSagas sagas) {
        this.sagas = sagas;
    }

    @Operation(summary = "Sagas, newest first, page by page", description = "olderThan: started longer ago than that")
    @GetMapping("/admin/sagas")
    Page<SagaOverview> list(
            @RequestParam(required = false)
                    @Pattern(
                            regexp = "running|compensating|completed|cancelled|stuck",
                            message = "must be one of running, compensating, completed, cancelled, stuck")
                    @Nullable
                    String status,
            @RequestParam(required = false) @ShortText @Nullable String step,
            @RequestParam(required = false) @ShortText @Nullable String orderId,
            @RequestParam(required = false) @Nullable Duration olderThan,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 100")
                    @Max(value = 100, message = "must be 1 to 100")
                    int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new SagaFilter(status, step, orderId, checked(olderThan), Cursor.decoded(cursor));
        return sagas.page(filter, limit);
    }

    @Operation(summary = "One saga: all that happened to it, why it is where it is, and what may be done")
    @GetMapping("/admin/sagas/{sagaId}")
    Detail saga(@PathVariable String sagaId) {
        return sagas.detail(uuid(sagaId)).orElseThrow(SagaController::notFound);
    }

    private static @Nullable Duration checked(@Nullable Duration olderThan) {
        if (olderThan != null && (olderThan.isNegative() || olderThan.compareTo(OLDEST) > 0)) {
            throw new InvalidRequestException(
                    "olderThan", "must be a duration such as PT5M, of at most a hundred years");
        }
        return olderThan;
    }

    /** What is no UUID is no saga of ours, rather than a mistake. */
    static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notOurs) {
            throw notFound();
        }
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such saga");
    }
}
