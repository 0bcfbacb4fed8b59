package io.steadfast.inventory.testing;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;

/** The service as its callers reach it. */
public final class InventoryApi extends JsonApi {

    static final String OPERATOR_PASSWORD = "operators-secret";
    static final String VIEWER_PASSWORD = "viewers-secret";

    public static final String[] OPERATOR = login("operator", OPERATOR_PASSWORD);
    public static final String[] VIEWER = login("viewer", VIEWER_PASSWORD);

    public InventoryApi(int port) {
        super(port);
    }

    /** Sets stock, which must succeed. */
    public void stock(String productId, long onHand) {
        Answer answer = put("/products/" + productId, "{\"onHand\":" + onHand + "}", OPERATOR);
        if (answer.status() >= 300) {
            throw new AssertionError(answer);
        }
    }
}
