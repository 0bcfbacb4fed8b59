package io.steadfast.inventory.web;

import io.steadfast.web.body.JsonFields;
import tools.jackson.databind.JsonNode;

/** What was counted in the house. */
record StockBody(long onHand) {

    /** Whole in every JSON implementation, and far below what a column holds. */
    static final long MAX = 1_000_000_000_000L;

    static StockBody read(JsonNode body) {
        return JsonFields.read(body, stock -> new StockBody(stock.wholeNumber("onHand", 0, MAX)));
    }
}
