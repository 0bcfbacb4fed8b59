package io.steadfast.saga.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steadfast.saga.deadletter.FindDeadLetters.Detail;
import io.steadfast.web.body.ShortText;
import io.steadfast.web.paging.Cursor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Shows dead letters. */
@RestController
@SecurityRequirement(name = "basic")
class DeadLetterController {

    private static final String ANY = "any";

    private final FindDeadLetters letters;

    DeadLetterController(FindDeadLetters letters) {
        this.letters = letters;
    }

    /** A page; {@code next} is absent on the last one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListBody(
            List<DeadLetterOverview> items, @Nullable String next) {}

    @Operation(
            summary = "Dead letters, the last first, page by page",
            description = "Those that are open unless status says otherwise. reason: a part of why they died")
    @GetMapping("/admin/dead-letters")
    ListBody list(
            @RequestParam(defaultValue = "open")
                    @Pattern(
                            regexp = "open|replayed|discarded|any",
                            message = "must be one of open, replayed, discarded, any")
                    String status,
            @RequestParam(required = false) @ShortText(max = DeadLetterFilter.MAX_TEXT) @Nullable String queue,
            @RequestParam(required = false) @ShortText(max = DeadLetterFilter.MAX_TEXT) @Nullable String type,
            @RequestParam(required = false) @ShortText(max = DeadLetterFilter.MAX_TEXT) @Nullable String orderId,
            @RequestParam(required = false) @ShortText(max = DeadLetterFilter.MAX_TEXT) @Nullable String messageId,
            @RequestParam(required = false) @ShortText(max = DeadLetterFilter.MAX_TEXT) @Nullable String reason,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be 1 to 100")
                    @Max(value = 100, message = "must be 1 to 100")
                    int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new DeadLetterFilter(queue, type, orderId, messageId, reason);
        LetterStatus wanted = status.equals(ANY) ? null : LetterStatus.of(status);
        FindDeadLetters.Page page = letters.page(wanted, filter, Cursor.decoded(cursor), limit);
        Cursor next = page.next();
        return new ListBody(page.letters(), next == null ? null : next.encoded());
    }

    @Operation(
            summary = "One dead letter: the message, why it died, and what was decided",
            description = "bodyIs tells whether body is json, text, or base64 of what is neither")
    @GetMapping("/admin/dead-letters/{id}")
    Detail letter(@PathVariable String id) {
        return letters.detail(uuid(id)).orElseThrow(DeadLetterController::notFound);
    }

    static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notOurs) {
            throw notFound();
        }
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such dead letter");
    }
}
