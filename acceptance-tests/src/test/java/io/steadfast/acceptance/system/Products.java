package io.steadfast.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.JsonApi;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** inventory-service as shopkeepers use it. */
public final class Products {

    private final JsonApi http;

    Products(URI root, String operatorPassword) {
        this.http = new JsonApi(root, JsonApi.login("operator", operatorPassword));
    }

    /** How many are in the house, and how many of these are promised to orders. */
    public record Stock(long onHand, long reserved, long available) {

        public static Stock of(long onHand, long reserved) {
            return new Stock(onHand, reserved, onHand - reserved);
        }
    }

    /** The id of a new product of which there are so many. */
    public String inStock(int onHand) {
        var product = "product-" + UUID.randomUUID();
        var answer = http.put("/products/" + product, Map.of("onHand", onHand));
        assertThat(answer.status()).as("answer to PUT /products: %s", answer).isEqualTo(201);
        return product;
    }

    public Stock stock(String product) {
        return http.get("/products/" + product).as(Stock.class);
    }

    /** {@code none} if the order has no reservation. */
    public String reservation(String orderId) {
        return http.get("/reservations/" + orderId).json().path("status").asString("none");
    }
}
