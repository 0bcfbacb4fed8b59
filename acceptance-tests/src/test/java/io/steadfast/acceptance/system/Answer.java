package io.steadfast.acceptance.system;

import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service answered. */
public record Answer(int status, String contentType, JsonNode json, HttpResponse<String> response) {

    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(HttpResponse<String> response) {
        var body = response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                body,
                response);
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** Whether it is an error as RFC 9457 has it, with this status. */
    public boolean isProblem(int expected) {
        return status == expected
                && contentType.startsWith("application/problem+json")
                && json.path("status").asInt() == expected;
    }

    <T> T as(Class<T> type) {
        return JSON.treeToValue(json, type);
    }

    @Override
    public String toString() {
        return status + " " + contentType + " " + json;
    }
}
