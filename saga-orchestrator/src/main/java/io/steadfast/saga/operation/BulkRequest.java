package io.steadfast.saga.operation;

import io.steadfast.saga.action.ActionRequest;
import io.steadfast.web.body.JsonFields;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operator's wish to have something done to many.
 *
 * @param dryRun only count and show what it would be done to
 * @param ratePerSecond null for the configured one
 */
public record BulkRequest<F extends TargetFilter>(
        F filter, String reason, boolean dryRun, @Nullable Long ratePerSecond) {

    static final int MAX_RATE = 1_000;

    /**
     * Reads a request's body. No field of it is overlooked: a dry run that is not read as one would be the real thing.
     *
     * @throws io.steadfast.web.problem.InvalidRequestException naming every wrong field
     */
    public static <F extends TargetFilter> BulkRequest<F> read(JsonNode body, Function<JsonFields, F> filter) {
        return JsonFields.read(body, fields -> {
            fields.allowOnly("filter", "reason", "dryRun", "ratePerSecond");
            return new BulkRequest<>(
                    fields.object("filter", filter),
                    fields.text("reason", ActionRequest.MAX_REASON),
                    fields.flag("dryRun", false),
                    fields.optionalWholeNumber("ratePerSecond", 1, MAX_RATE));
        });
    }
}
