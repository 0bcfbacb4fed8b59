package io.steadfast.acceptance.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP to one service. */
final class Http {

    static final String[] NO_LOGIN = {};

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final URI root;
    private final String[] login;

    Http(URI root, String[] login) {
        this.root = root;
        this.login = login;
    }

    static String[] login(String user, String password) {
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(both)};
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Object body, String... headers) {
        var request = request(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer put(String path, Object body) {
        return send(request(path).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(root.resolve(path)).timeout(TIMEOUT).header("Content-Type", "application/json");
        return login.length == 0 ? request : request.headers(login);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
