package io.steadfast.local.demo;

import io.steadfast.local.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few REST calls of the sample orders. */
final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI orders;
    private final URI inventory;
    private final String operator;

    Api(Stack stack) {
        this.orders = stack.ordersUrl();
        this.inventory = stack.inventoryUrl();
        var login = "operator:" + stack.settings().logins().operator().text();
        this.operator = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes this many of a product available, whatever is reserved of it. */
    void stock(String product, int available) {
        var path = inventory.resolve("/products/" + product);
        var known = send(request(path).GET());
        var reserved = known.statusCode() == 200 ? json(known).path("reserved").asInt() : 0;
        accepted(request(path)
                .header("Authorization", operator)
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("onHand", reserved + available)))));
    }

    /** Places an order and returns its id. */
    String order(Map<String, Integer> quantities) {
        var items = quantities.entrySet().stream()
                .map(line -> Map.of("productId", line.getKey(), "quantity", line.getValue()))
                .toList();
        var body = new LinkedHashMap<String, Object>();
        body.put("customerId", "sample-customer");
        body.put("items", items);
        var placed = accepted(
                request(orders.resolve("/orders")).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        return placed.path("id").asString();
    }

    void cancel(String orderId) {
        accepted(request(orders.resolve("/orders/" + orderId + "/cancel"))
                .POST(BodyPublishers.ofString("{\"reason\":\"changed my mind\"}")));
    }

    JsonNode orderState(String orderId) {
        return accepted(request(orders.resolve("/orders/" + orderId)).GET());
    }

    private JsonNode accepted(HttpRequest.Builder request) {
        var response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("%s %s answered %d: %s"
                    .formatted(
                            response.request().method(),
                            response.request().uri(),
                            response.statusCode(),
                            response.body()));
        }
        return json(response);
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Content-Type", "application/json");
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body().isBlank() ? "{}" : response.body());
    }
}
