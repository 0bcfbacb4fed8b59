package io.steadfast.inventory.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its callers reach it. */
public final class InventoryApi {

    static final String OPERATOR_PASSWORD = "operators-secret";
    static final String VIEWER_PASSWORD = "viewers-secret";

    public static final String OPERATOR = basic("operator", OPERATOR_PASSWORD);
    public static final String VIEWER = basic("viewer", VIEWER_PASSWORD);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;

    public InventoryApi(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    /** Sets stock, which must succeed. */
    public void stock(String productId, long onHand) {
        Answer answer = put("/products/" + productId, "{\"onHand\":" + onHand + "}", "Authorization", OPERATOR);
        if (answer.status() >= 300) {
            throw new AssertionError(answer);
        }
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers));
    }

    public Answer put(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(root + path));
        return headers.length == 0 ? request : request.headers(headers);
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

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
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

        /** Field and message of each of a problem's errors. */
        public List<String> errors() {
            return json.path("errors")
                    .valueStream()
                    .map(e ->
                            e.path("field").asString() + " " + e.path("message").asString())
                    .toList();
        }
    }
}
