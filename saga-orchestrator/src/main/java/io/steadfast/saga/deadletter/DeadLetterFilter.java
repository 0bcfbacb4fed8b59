package io.steadfast.saga.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steadfast.saga.operation.TargetFilter;
import io.steadfast.web.body.JsonFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to list, or which open ones to replay.
 *
 * @param reason a part of why they died
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterFilter(
        @Nullable String queue,
        @Nullable String type,
        @Nullable String orderId,
        @Nullable String messageId,
        @Nullable String reason)
        implements TargetFilter {

    static final int MAX_TEXT = 255;

    static DeadLetterFilter read(JsonFields filter) {
        filter.allowOnly("queue", "type", "orderId", "messageId", "reason");
        return new DeadLetterFilter(
                filter.optionalText("queue", MAX_TEXT),
                filter.optionalText("type", MAX_TEXT),
                filter.optionalText("orderId", MAX_TEXT),
                filter.optionalText("messageId", MAX_TEXT),
                filter.optionalText("reason", MAX_TEXT));
    }

    @Override
    public String query() {
        return "select id as target, order_id, died_at as since from dead_letter where status = 'open' and " + where();
    }

    /** Only the conditions asked for, so that each combination gets its own plan. */
    String where() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (queue != null) {
            conditions.add("queue = :queue");
        }
        if (type != null) {
            conditions.add("type = :type");
        }
        if (orderId != null) {
            conditions.add("order_id = :orderId");
        }
        if (messageId != null) {
            conditions.add("message_id = :messageId");
        }
        if (reason != null) {
            conditions.add("strpos(reason, :partOfReason) > 0");
        }
        return String.join(" and ", conditions);
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        if (queue != null) {
            parameters.put("queue", queue);
        }
        if (type != null) {
            parameters.put("type", type);
        }
        if (orderId != null) {
            parameters.put("orderId", orderId);
        }
        if (messageId != null) {
            parameters.put("messageId", messageId);
        }
        if (reason != null) {
            parameters.put("partOfReason", reason);
        }
        return parameters;
    }
}
