package io.steadfast.saga.admin;

import io.steadfast.saga.engine.SagaStatus;
import io.steadfast.web.paging.Cursor;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which sagas to list.
 *
 * @param olderThan started longer ago than that
 * @param after where the page before ended
 */
record SagaFilter(
        @Nullable String status,
        @Nullable String step,
        @Nullable String orderId,
        @Nullable Duration olderThan,
        @Nullable Cursor after) {

    /** Says nothing, except that the few unfinished ones have an index by step and the finished ones another. */
    private static final String EVERY_SAGA =
            "(status in ('running', 'compensating', 'stuck') or finished_at is not null)";

    /** Only the conditions asked for, so that each combination gets its own plan. */
    String where() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (status != null) {
            conditions.add("status = :status");
        }
        if (step != null) {
            conditions.add("step = :step");
        }
        if (step != null && mayHaveEnded()) {
            conditions.add(EVERY_SAGA);
        }
        if (orderId != null) {
            conditions.add("order_id = :orderId");
        }
        if (olderThan != null) {
            conditions.add("started_at < now() - :olderThanMs * interval '1 millisecond'");
        }
        if (after != null) {
            conditions.add("(started_at, saga_id) < (:at, :id)");
        }
        return String.join(" and ", conditions);
    }

    private boolean mayHaveEnded() {
        return status == null || SagaStatus.of(status).isEnded();
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        if (status != null) {
            parameters.put("status", status);
        }
        if (step != null) {
            parameters.put("step", step);
        }
        if (orderId != null) {
            parameters.put("orderId", orderId);
        }
        if (olderThan != null) {
            parameters.put("olderThanMs", olderThan.toMillis());
        }
        if (after != null) {
            parameters.put("at", after.at().atOffset(ZoneOffset.UTC));
            parameters.put("id", after.id());
        }
        return parameters;
    }
}
