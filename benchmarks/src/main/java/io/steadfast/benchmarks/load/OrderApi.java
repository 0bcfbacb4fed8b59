package io.steadfast.benchmarks.load;

import io.steadfast.benchmarks.load.Load.Answer;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The public REST API as a customer uses it, over connections that are kept open. */
public final class OrderApi implements AutoCloseable {

    private static final String CONFIRMED = "\"status\":\"confirmed\"";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        var thread = new Thread(task, "load");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .executor(threads)
            .build();
    private final URI orders;
    private final URI products;
    private final String operator;

    public OrderApi(Stack stack) {
        orders = stack.ordersUrl().resolve("/orders");
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
        return http.sendAsync(request(product).build(), BodyHandlers.discarding())
                .thenApply(answer -> answer(answer.statusCode()));
    }

    /** Places an order and waits until it is confirmed; anything else is a failure. */
    public CompletableFuture<Answer> placeAndWait(String product) {
        var request = request(product).header("Prefer", "wait=30").build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(
                        answer -> answer.statusCode() == 201 && !answer.body().contains(CONFIRMED)
                                ? Answer.FAILED
                                : answer(answer.statusCode()));
    }

    private static Answer answer(int status) {
        return switch (status) {
            case 201 -> Answer.ACCEPTED;
            case 503 -> Answer.SHED;
            default -> Answer.FAILED;
        };
    }

    private HttpRequest.Builder request(String product) {
        var body = "{\"customerId\":\"c-42\",\"items\":[{\"productId\":\"" + product + "\",\"quantity\":1}]}";
        return HttpRequest.newBuilder(orders)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
