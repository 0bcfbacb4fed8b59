package io.steadfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;

class AccessTest extends WebTest {

    private static final String OPERATOR = basic("operator", "op-secret");
    private static final String VIEWER = basic("viewer", "view-secret");

    @Autowired
    private UserDetailsService users;

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
    void aHashFromTheEnvironmentLetsThePasswordInAndNotItself() throws Exception {
        assertThat(users.loadUserByUsername("viewer").getPassword()).startsWith("{bcrypt}$2a$07$");
        assertThat(send(request("/actuator/prometheus").header("Authorization", VIEWER))
                        .statusCode())
                .isEqualTo(200);
        String hash = users.loadUserByUsername("viewer").getPassword();
        assertThat(send(request("/actuator/prometheus").header("Authorization", basic("viewer", hash)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void passwordsAreKeptAsHashes() {
        assertThat(users.loadUserByUsername("operator").getPassword())
                .startsWith("{bcrypt}$2a$06$")
                .doesNotContain("op-secret");
    }

    @Test
    void aPasswordThatIsTooLongForTheHashIsWrong() throws Exception {
        assertThat(put(basic("operator", "op-secret".repeat(20))).statusCode()).isEqualTo(401);
    }

    @Test
    void everyAnswerHasSecurityHeadersAndNoSession() throws Exception {
        for (String path : new String[] {"/things", "/nowhere", "/broken/bug", "/things/a;b", "/actuator/prometheus"}) {
            expectSecurityHeaders(path, get(path));
        }
        expectSecurityHeaders(
                "refused by a filter", send(request("/things").header("X-Correlation-Id", "a".repeat(129))));
        expectSecurityHeaders("a page", send(request("/swagger-ui/index.html").header("Authorization", VIEWER)));
    }

    @Test
    void whatTomcatRefusesHasSecurityHeadersToo() throws Exception {
        assertThat(raw("GET /things/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-store", "default-src 'none'");
    }

    @Test
    void overTlsBrowsersAreToldToStayThere() throws Exception {
        assertThat(get("/things").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
        assertThat(send(request("/things").header("X-Forwarded-Proto", "https"))
                        .headers()
                        .firstValue("Strict-Transport-Security"))
                .isPresent();
    }

    private static void expectSecurityHeaders(String what, HttpResponse<String> answer) {
        var headers = answer.headers();
        assertThat(headers.allValues("X-Content-Type-Options")).as(what).containsExactly("nosniff");
        assertThat(headers.allValues("X-Frame-Options")).as(what).containsExactly("DENY");
        assertThat(headers.allValues("Referrer-Policy")).as(what).containsExactly("no-referrer");
        assertThat(headers.allValues("Cache-Control")).as(what).containsExactly("no-store");
        assertThat(headers.allValues("Content-Security-Policy"))
                .as(what)
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(headers.firstValue("Set-Cookie")).as(what).isEmpty();
        assertThat(headers.firstValue("Server")).as(what).isEmpty();
    }

    private HttpResponse<String> put(String authorization) throws Exception {
        var request = request("/things/a").PUT(BodyPublishers.noBody());
        return send(authorization == null ? request : request.header("Authorization", authorization));
    }
}
