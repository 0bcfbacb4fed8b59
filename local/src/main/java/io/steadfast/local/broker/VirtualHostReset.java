package io.steadfast.local.broker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Deletes RabbitMQ's virtual host {@code /} with all that is in it and creates it anew, by the management API. */
final class VirtualHostReset {

    private static final String GUEST =
            "Basic " + Base64.getEncoder().encodeToString("guest:guest".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;

    VirtualHostReset(String host, int managementPort) {
        this.api = "http://" + host + ":" + managementPort + "/api/";
    }

    boolean succeeds() {
        return accepted("DELETE", "vhosts/%2F", "")
                && accepted("PUT", "vhosts/%2F", "{}")
                && accepted("PUT", "permissions/%2F/guest", "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
    }

    private boolean accepted(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", GUEST)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
