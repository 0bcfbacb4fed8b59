package io.steadfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class CorrelationTest extends WebTest {

    @Test
    void aGivenIdReachesControllerAndLogAndIsEchoed() throws Exception {
        HttpResponse<String> answer = send(request("/things").header("X-Correlation-Id", "order 66/~!"));
        assertThat(answer.headers().allValues("X-Correlation-Id")).containsExactly("order 66/~!");
        assertThat(json(answer).path("attribute").asString()).isEqualTo("order 66/~!");
        assertThat(json(answer).path("mdc").asString()).isEqualTo("order 66/~!");
    }

    @Test
    void anAbsentIdIsMade() throws Exception {
        HttpResponse<String> answer = get("/things");
        assertThat(answer.headers().firstValue("X-Correlation-Id"))
                .hasValue(json(answer).path("attribute").asString());
        assertThat(json(answer).path("attribute").asString()).hasSize(36);
    }

    @Test
    void errorsEchoItToo() throws Exception {
        for (String path : new String[] {"/nowhere", "/broken/bug", "/things/a;b", "/actuator/prometheus"}) {
            assertThat(send(request(path).header("X-Correlation-Id", "mine"))
                            .headers()
                            .allValues("X-Correlation-Id"))
                    .as(path)
                    .containsExactly("mine");
        }
    }

    @Test
    void anIdMayHave128CharactersOfAnyScript() throws Exception {
        String id = "ü".repeat(128);
        String answer =
                raw("GET /things HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Correlation-Id: " + id + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("X-Correlation-Id: " + id, "\"attribute\":\"" + id);
    }

    @Test
    void anUnprintableOrLongIdIs400() throws Exception {
        HttpResponse<String> tooLong = send(request("/things").header("X-Correlation-Id", "a".repeat(129)));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(json(tooLong).path("detail").asString()).contains("X-Correlation-Id");
        assertThat(tooLong.headers().firstValue("X-Correlation-Id")).isPresent();
        assertThat(raw("GET /things HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Correlation-Id: a\u0085b\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(send(request("/things").header("X-Correlation-Id", "")).statusCode())
                .isEqualTo(400);
    }
}
