package io.steadfast.acceptance.system;

import static io.steadfast.acceptance.system.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.contracts.Item;
import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** order-service as its customers use it. */
public final class Orders {

    private final JsonApi http;

    Orders(URI root) {
        this.http = new JsonApi(root);
    }

    /** Asks for an order, whatever is answered. */
    public Answer post(String customerId, List<Item> items, String... headers) {
        return http.post("/orders", Map.of("customerId", customerId, "items", items), headers);
    }

    /** Places an order that must be taken, and returns its id. */
    public String place(Item... items) {
        return accepted(post("customer-" + UUID.randomUUID(), List.of(items)));
    }

    /** The id of the order that was taken. */
    public static String accepted(Answer answer) {
        assertThat(answer.status()).as("answer to POST /orders: %s", answer).isEqualTo(201);
        return answer.as(OrderState.class).id();
    }

    public static OrderState state(Answer answer) {
        return answer.as(OrderState.class);
    }

    public OrderState get(String orderId) {
        return http.get("/orders/" + orderId).as(OrderState.class);
    }

    /** The orders of one customer, newest first. */
    public List<OrderState> of(String customerId) {
        var page = http.get("/orders?limit=100&customerId=" + customerId).json().path("items");
        return page.valueStream().map(order -> get(order.path("id").asString())).toList();
    }

    public Answer cancel(String orderId, String reason) {
        return http.post("/orders/" + orderId + "/cancel", Map.of("reason", reason));
    }

    /** Waits until the order is no longer pending. */
    public OrderState ended(String orderId) {
        return await("the end of order " + orderId)
                .ignoreExceptions()
                .until(() -> get(orderId), order -> !order.isPending());
    }
}
