package io.steadfast.benchmarks.load;

import io.steadfast.local.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The public REST API as a customer uses it, over connections that are kept open. */
public final class OrderApi implements AutoCloseable {

    private static final String CONFIRMED = "\"status\":\"confirmed\"";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final HttpConnections orders;
    private final URI products;
    private final String operator;

    public OrderApi(Stack stack) {
        orders = new HttpConnections(stack.ordersUrl().resolve("/orders"));
        products = stack.inventoryUrl().resolve("/products/");
        var login = "operator:" + stack.settings().logins().operator().text();
        operator = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets the stock of a product. */
    public void stock(String product, long onHand) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(products.resolve(product))
                .header("Authorization", operator)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"onHand\":" + onHand + "}"))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("stock of " + product + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Places an order. */
    public CompletableFuture<Answer> place(String product) {
        return orders.post(body(product), Map.of()).thenApply(reply -> answer(reply.status()));
    }

    /** Places an order and waits until it is confirmed; anything else is a failure. */
    public CompletableFuture<Answer> placeAndWait(String product) {
        return orders.post(body(product), Map.of("Prefer", "wait=30"))
                .thenApply(reply -> reply.status() == 201 && !reply.body().contains(CONFIRMED)
                        ? Answer.FAILED
                        : answer(reply.status()));
    }

    private static Answer answer(int status) {
        return switch (status) {
            case 201 -> Answer.ACCEPTED;
            case 503 -> Answer.SHED;
            default -> Answer.FAILED;
        };
    }

    private static String body(String product) {
        return "{\"customerId\":\"c-42\",\"items\":[{\"productId\":\"" + product + "\",\"quantity\":1}]}";
    }

    @Override
    public void close() {
        orders.close();
    }
}
