package io.steadfast.order.placement;

import io.steadfast.contracts.Item;
import io.steadfast.order.OrderLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An order as the customer sent it, already found to be in order.
 *
 * @param items lines as sent; a product may be there twice
 */
public record NewOrder(String customerId, List<Item> items) {

    /** The quantities of each product, added up; products in the order of their first line. */
    public static Map<String, Long> totals(List<Item> items) {
        Map<String, Long> totals = new LinkedHashMap<>();
        items.forEach(item -> totals.merge(item.productId(), (long) item.quantity(), Long::sum));
        return totals;
    }

    List<OrderLine> lines() {
        return totals(items).entrySet().stream()
                .map(total -> new OrderLine(total.getKey(), Math.toIntExact(total.getValue())))
                .toList();
    }
}
