package io.steadfast.order.web;

import io.steadfast.contracts.Item;
import io.steadfast.order.placement.NewOrder;
import io.steadfast.web.body.JsonFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The rules for a new order's body; the record itself serves the API's description. */
record PlaceOrderBody(String customerId, List<Item> items) {

    private static final int MAX_ID = 100;
    private static final int MAX_LINES = 100;
    private static final int MAX_QUANTITY = 1_000_000;

    /** Reads a body, or names every field that is wrong. */
    static NewOrder read(JsonNode body) {
        return JsonFields.read(body, PlaceOrderBody::order);
    }

    private static NewOrder order(JsonFields order) {
        String customerId = order.text("customerId", MAX_ID);
        List<Item> items = order.list("items", 1, MAX_LINES, PlaceOrderBody::item);
        complainAboutSums(order, items);
        return new NewOrder(customerId, items);
    }

    private static Item item(JsonFields item) {
        return new Item(item.text("productId", MAX_ID), (int) item.wholeNumber("quantity", 1, MAX_QUANTITY));
    }

    /** Blames the line with which a product's sum becomes too large. */
    private static void complainAboutSums(JsonFields order, List<Item> items) {
        Map<String, Long> sums = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            long sum = sums.merge(item.productId(), (long) item.quantity(), Long::sum);
            if (sum > MAX_QUANTITY && sum - item.quantity() <= MAX_QUANTITY) {
                order.complain(
                        "items[" + i + "].quantity",
                        "must not bring the sum for this product over %d".formatted(MAX_QUANTITY));
            }
        }
    }
}
