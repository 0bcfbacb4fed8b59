package io.steadfast.local.testing;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service answered; the body must be JSON if there is one. */
public record Answer(int status, HttpHeaders headers, JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(HttpResponse<String> response) {
        String body = response.body();
        return new Answer(
                response.statusCode(), response.headers(), body.isBlank() ? JSON.missingNode() : JSON.readTree(body));
    }

    /** Empty if absent. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public String contentType() {
        return header("Content-Type");
    }

    /** A field's text, empty if it is absent. */
    public String text(String field) {
        return json.path(field).asString("");
    }

    /** Whether it is an error as RFC 9457 has it, with this status. */
    public boolean isProblem(int expected) {
        return status == expected
                && contentType().startsWith("application/problem+json")
                && json.path("status").asInt() == expected;
    }

    /** Field and message of each of a problem's errors. */
    public List<String> errors() {
        return json.path("errors")
                .valueStream()
                .map(e -> e.path("field").asString() + " " + e.path("message").asString())
                .toList();
    }

    public <T> T as(Class<T> type) {
        return JSON.treeToValue(json, type);
    }

    @Override
    public String toString() {
        return status + " " + contentType() + " " + json;
    }
}
