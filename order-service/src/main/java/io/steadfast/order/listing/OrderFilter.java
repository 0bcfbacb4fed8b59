package io.steadfast.order.listing;

import io.steadfast.contracts.OrderStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to list.
 *
 * @param after where the page before ended
 */
public record OrderFilter(
        @Nullable OrderStatus status,
        @Nullable String customerId,
        @Nullable Place after) {

    /** Only the conditions asked for, so that each combination gets its own plan. */
    String conditions() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        if (status != null) {
            conditions.add("status = :status");
        }
        if (customerId != null) {
            conditions.add("customer_id = :customerId");
        }
        if (after != null) {
            conditions.add("(created_at, id) < (cast(:createdAt as timestamptz), :id)");
        }
        return String.join(" and ", conditions);
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        if (status != null) {
            parameters.put("status", status.name().toLowerCase(Locale.ROOT));
        }
        if (customerId != null) {
            parameters.put("customerId", customerId);
        }
        if (after != null) {
            parameters.put("createdAt", after.createdAt().toString());
            parameters.put("id", after.id());
        }
        return parameters;
    }
}
