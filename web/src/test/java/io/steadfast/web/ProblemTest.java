package io.steadfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class ProblemTest extends WebTest {

    @Test
    void unknownPathIs404() throws Exception {
        expectProblem(get("/things/a/b/c"), 404, "/things/a/b/c");
    }

    @Test
    void wrongMethodIs405AndNamesTheRightOnes() throws Exception {
        HttpResponse<String> answer = send(request("/things/a").DELETE());
        expectProblem(answer, 405, "/things/a");
        assertThat(answer.headers().firstValue("Allow")).isPresent();
    }

    @Test
    void wrongMediaTypeIs415() throws Exception {
        expectProblem(
                send(request("/things").header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}"))),
                415,
                "/things");
    }

    @Test
    void problemsComeWhateverTheClientAccepts() throws Exception {
        expectProblem(send(request("/things/a/b/c").header("Accept", "text/html")), 404, "/things/a/b/c");
        expectProblem(send(request("/things").header("Accept", "image/png")), 406, "/things");
    }

    @Test
    void aBugIsAnsweredWithoutDetailsAndLoggedOnceWithItsCorrelationId(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = send(request("/broken/bug").header("X-Correlation-Id", "find-me"));
        expectProblem(answer, 500, "/broken/bug");
        assertThat(answer.body()).doesNotContain("secret", "Exception", "\tat ");
        assertThat(output).containsOnlyOnce("IllegalStateException: secret").contains("[find-me]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/broken/connection", "/broken/commit", "/broken/later"})
    void whatIsNotPossibleNowIs503WithRetryAfter(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        expectProblem(answer, 503, path);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void aStatementThatTheDatabaseRefusesIs500() throws Exception {
        expectProblem(get("/broken/statement"), 500, "/broken/statement");
    }

    @Test
    void everyWrongParameterIsNamed() throws Exception {
        assertThat(errors(get("/things/abcdefg?limit=11")))
                .containsExactlyInAnyOrder(
                        "id must have at most 5 characters", "limit must be less than or equal to 10");
        assertThat(errors(get("/things/a?limit=x"))).containsExactly("limit must be a whole number");
        assertThat(errors(get("/things/%20"))).containsExactly("id must not be blank");
    }

    @Test
    void aUrlThatTheFirewallRefusesIs400() throws Exception {
        expectProblem(get("/things/a;b=c"), 400, "/things/a;b=c");
        expectProblem(get("/things/a%0Ab"), 400, "/things/a%0Ab");
        expectProblem(get("/things/a%00"), 400, null);
        expectProblem(get("/things/a%2fb"), 400, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /things/{a} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /things/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /things HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
                "GET /things HTTP/1.1\r\nConnection: close\r\n\r\n"
            })
    void whatTomcatRefusesIsAProblemToo(String request) throws Exception {
        assertThat(raw(request))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("x-correlation-id: ")
                .contains("\"status\":400")
                .doesNotContain("<html", "Exception", "Tomcat");
    }

    static Iterable<String> errors(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return json(answer)
                .path("errors")
                .valueStream()
                .map(e -> e.path("field").asString() + " " + e.path("message").asString())
                .toList();
    }

    private static void expectProblem(HttpResponse<String> answer, int status, String instance) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.headers().firstValue("X-Correlation-Id")).isPresent();
        JsonNode problem = json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("about:blank");
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).isNotBlank();
        if (instance != null) {
            assertThat(problem.path("instance").asString()).isEqualTo(instance);
        }
        assertThat(problem.has("trace")).isFalse();
    }
}
