package io.steadfast.order.testing;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;

/** The service as its callers reach it. */
public final class OrderApi extends JsonApi {

    static final String OPERATOR_PASSWORD = "operators-secret";
    static final String VIEWER_PASSWORD = "viewers-secret";

    public static final String[] OPERATOR = login("operator", OPERATOR_PASSWORD);
    public static final String[] VIEWER = login("viewer", VIEWER_PASSWORD);

    public static final String ORDER = """
            {"customerId":"c-42","items":[{"productId":"item1","quantity":2}]}""";

    public OrderApi(int port) {
        super(port);
    }

    /** Places an order, which must succeed; returns its id. */
    public String placed() {
        Answer answer = place(ORDER);
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.text("id");
    }

    public Answer place(String body, String... headers) {
        return post("/orders", body, headers);
    }
}
