package io.steadfast.saga.bulkretry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steadfast.saga.operation.TargetFilter;
import io.steadfast.web.body.JsonFields;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which stuck sagas to retry.
 *
 * @param status always {@code stuck}
 * @param type name of the definition
 * @param reason in a word, as {@code stuck_sagas} has it
 * @param olderThan stuck for longer than that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StuckSagas(
        String status,
        @Nullable String type,
        @Nullable String step,
        @Nullable String orderId,
        @Nullable String reason,
        @Nullable Duration olderThan)
        implements TargetFilter {

    private static final String STUCK = "stuck";
    private static final int MAX_TEXT = 100;
    private static final Duration OLDEST = Duration.ofDays(36_500);

    static StuckSagas read(JsonFields filter) {
        filter.allowOnly("status", "type", "step", "orderId", "reason", "olderThan");
        return new StuckSagas(
                status(filter),
                filter.optionalText("type", MAX_TEXT),
                filter.optionalText("step", MAX_TEXT),
                filter.optionalText("orderId", MAX_TEXT),
                reason(filter),
                olderThan(filter));
    }

    private static String status(JsonFields filter) {
        String status = filter.optionalText("status", MAX_TEXT);
        if (status != null && !status.isEmpty() && !status.equals(STUCK)) {
            filter.complain("status", "must be stuck: only a stuck saga can be retried");
        }
        return STUCK;
    }

    private static @Nullable String reason(JsonFields filter) {
        String reason = filter.optionalText("reason", MAX_TEXT);
        if (reason != null && !reason.matches("[a-z-]*")) {
            filter.complain("reason", "must be a word such as silent or refused, as stuck_sagas shows it");
        }
        return reason;
    }

    private static @Nullable Duration olderThan(JsonFields filter) {
        String text = filter.optionalText("olderThan", MAX_TEXT);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Duration olderThan = Duration.parse(text);
            if (!olderThan.isNegative() && olderThan.compareTo(OLDEST) <= 0) {
                return olderThan;
            }
        } catch (DateTimeParseException notADuration) {
            // complained of below
        }
        filter.complain("olderThan", "must be a duration such as PT5M, of at most a hundred years");
        return null;
    }

    /** Only the conditions asked for, so that each combination gets its own plan. */
    @Override
    public String query() {
        List<String> conditions = new ArrayList<>(List.of("status = 'stuck'"));
        if (type != null) {
            conditions.add("type = :type");
        }
        if (step != null) {
            conditions.add("step = :step");
        }
        if (orderId != null) {
            conditions.add("business_key = :orderId");
        }
        if (reason != null) {
            conditions.add("id in (select saga_id from stuck_sagas where reason = :stuckReason)");
        }
        if (olderThan != null) {
            conditions.add("stuck_since < clock_timestamp() - :olderThanMs * interval '1 millisecond'");
        }
        return "select id as target, business_key as order_id, stuck_since as since from saga where "
                + String.join(" and ", conditions);
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        if (type != null) {
            parameters.put("type", type);
        }
        if (step != null) {
            parameters.put("step", step);
        }
        if (orderId != null) {
            parameters.put("orderId", orderId);
        }
        if (reason != null) {
            parameters.put("stuckReason", reason);
        }
        if (olderThan != null) {
            parameters.put("olderThanMs", olderThan.toMillis());
        }
        return parameters;
    }
}
