package io.steadfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest extends WebTest {

    private static final String OPERATOR = basic("operator", "op-secret");
    private static final String VIEWER = basic("viewer", "view-secret");

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void healthNeedsNoLogin(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/prometheus", "/v3/api-docs", "/swagger-ui/index.html"})
    void insightNeedsALogin(String path) throws Exception {
        HttpResponse<String> anonymous = get(path);
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(v -> assertThat(v).startsWith("Basic"));
        assertThat(anonymous.headers().firstValue("Content-Type"))
                .hasValueSatisfying(v -> assertThat(v).startsWith("application/problem+json"));
        assertThat(send(request(path).header("Authorization", VIEWER)).statusCode())
                .isEqualTo(200);
        assertThat(send(request(path).header("Authorization", OPERATOR)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyTheOperatorActs() throws Exception {
        assertThat(put(null).statusCode()).isEqualTo(401);
        assertThat(put(basic("operator", "wrong")).statusCode()).isEqualTo(401);
        assertThat(put(basic("nobody", "op-secret")).statusCode()).isEqualTo(401);
        assertThat(put("Basic not-base64!").statusCode()).isEqualTo(401);
        assertThat(put(VIEWER).statusCode()).isEqualTo(403);
        assertThat(json(put(VIEWER)).path("title").asString()).isEqualTo("Forbidden");
        assertThat(put(OPERATOR).statusCode()).isEqualTo(200);
    }

    @Test
    void whatNoRuleNamesIsNotThere() throws Exception {
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(send(request("/nowhere").header("Authorization", OPERATOR)).statusCode())
                .isEqualTo(404);
        assertThat(send(request("/error").header("Authorization", OPERATOR)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anotherSitesPageCannotUseARememberedLogin() throws Exception {
        assertThat(send(request("/things/a")
                                .header("Authorization", OPERATOR)
                                .header("Sec-Fetch-Site", "cross-site")
                                .PUT(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyAnswerHasSecurityHeadersAndNoSession() throws Exception {
        for (String path : new String[] {"/things", "/nowhere", "/broken/bug"}) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(headers.firstValue("Cache-Control"))
                    .hasValueSatisfying(v -> assertThat(v).contains("no-store"));
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(v -> assertThat(v).contains("default-src 'none'"));
            assertThat(headers.firstValue("Set-Cookie")).isEmpty();
        }
    }

    private HttpResponse<String> put(String authorization) throws Exception {
        var request = request("/things/a").PUT(BodyPublishers.noBody());
        return send(authorization == null ? request : request.header("Authorization", authorization));
    }
}
