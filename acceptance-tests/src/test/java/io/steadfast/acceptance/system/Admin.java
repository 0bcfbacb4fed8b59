package io.steadfast.acceptance.system;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;
import java.net.URI;

/** saga-orchestrator's admin REST as one of its users reaches it. */
public final class Admin {

    private final URI root;
    private final JsonApi http;

    Admin(URI root, String user, String password) {
        this.root = root;
        this.http = new JsonApi(root, JsonApi.login(user, password));
    }

    /** The same without a login. */
    public Answer getAsNobody(String path) {
        return new JsonApi(root).get(path);
    }

    public Answer get(String path) {
        return http.get(path);
    }

    public Answer post(String path, Object body, String... headers) {
        return http.post(path, body, headers);
    }
}
