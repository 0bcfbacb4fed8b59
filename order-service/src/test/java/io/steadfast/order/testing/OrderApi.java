package io.steadfast.order.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its callers reach it. */
public final class OrderApi {

    public static final String ORDER = """
            {"customerId":"c-42","items":[{"productId":"item1","quantity":2}]}""";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;

    public OrderApi(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    /** Places an order, which must succeed; returns its id. */
    public String placed() {
        Answer answer = place(ORDER);
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.json().path("id").asString();
    }

    public Answer place(String body, String... headers) {
        return post("/orders", body, headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send(request(path, BodyPublishers.ofString(body), "POST", headers)
                .header("Content-Type", "application/json"));
    }

    public CompletableFuture<Answer> postLater(String path, String body, String... headers) {
        HttpRequest request = request(path, BodyPublishers.ofString(body), "POST", headers)
                .header("Content-Type", "application/json")
                .build();
        return client.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::of);
    }

    public Answer get(String path) {
        return send(request(path, BodyPublishers.noBody(), "GET"));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    /** A request without a content type. */
    public HttpRequest.Builder request(String path, BodyPublisher body, String method, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(root + path)).method(method, body);
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** What came back; the body must be JSON if there is one. */
    public record Answer(int status, HttpHeaders headers, JsonNode json) {

        static Answer of(HttpResponse<String> response) {
            String body = response.body();
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    body.isEmpty() ? JSON.missingNode() : JSON.readTree(body));
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public String text(String field) {
            return json.path(field).asString("");
        }
    }
}
