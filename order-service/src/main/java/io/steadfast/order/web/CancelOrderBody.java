package io.steadfast.order.web;

import io.steadfast.web.body.JsonFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a cancellation, all of which is optional. */
record CancelOrderBody(@Nullable String reason) {

    private static final int MAX_REASON = 500;
    private static final CancelOrderBody EMPTY = new CancelOrderBody(null);

    static CancelOrderBody read(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return EMPTY;
        }
        return JsonFields.read(body, fields -> new CancelOrderBody(fields.optionalText("reason", MAX_REASON)));
    }
}
