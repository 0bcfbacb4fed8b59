package io.steadfast.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP to one service, as its callers reach it. Bodies are JSON if they are text, else written as JSON. */
public class JsonApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final URI root;
    private final String[] always;

    /** @param always names and values of headers that go with each request */
    public JsonApi(URI root, String... always) {
        this.root = root;
        this.always = always;
    }

    /** On this machine. */
    public JsonApi(int port, String... always) {
        this(URI.create("http://127.0.0.1:" + port), always);
    }

    /** A header and its value. */
    public static String[] login(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(both)};
    }

    public Answer get(String path, String... headers) {
        return send(request("GET", path, BodyPublishers.noBody(), headers));
    }

    public Answer post(String path, Object body, String... headers) {
        return send(json("POST", path, body, headers));
    }

    public CompletableFuture<Answer> postLater(String path, Object body, String... headers) {
        return CLIENT.sendAsync(json("POST", path, body, headers).build(), BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    public Answer put(String path, Object body, String... headers) {
        return send(json("PUT", path, body, headers));
    }

    /** A request without a content type. */
    public HttpRequest.Builder request(String method, String path, BodyPublisher body, String... headers) {
        var request =
                HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT).method(method, body);
        add(request, always);
        add(request, headers);
        return request;
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private HttpRequest.Builder json(String method, String path, Object body, String... headers) {
        String json = body instanceof String text ? text : JSON.writeValueAsString(body);
        return request(method, path, BodyPublishers.ofString(json), headers).header("Content-Type", "application/json");
    }

    private static void add(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
    }
}
