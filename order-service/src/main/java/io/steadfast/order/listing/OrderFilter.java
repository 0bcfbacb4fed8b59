package io.steadfast.order.listing;

import io.steadfast.contracts.OrderStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    String hql() {
        List<String> conditions = new ArrayList<>();
        if (status != null) {
            conditions.add("o.status = :status");
        }
        if (customerId != null) {
            conditions.add("o.customerId = :customerId");
        }
        if (after != null) {
            conditions.add("(o.createdAt, o.id) < (:createdAt, :id)");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select o from CustomerOrder o" + where + " order by o.createdAt desc, o.id desc";
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        if (status != null) {
            parameters.put("status", status);
        }
        if (customerId != null) {
            parameters.put("customerId", customerId);
        }
        if (after != null) {
            parameters.put("createdAt", after.createdAt());
            parameters.put("id", after.id());
        }
        return parameters;
    }
}
