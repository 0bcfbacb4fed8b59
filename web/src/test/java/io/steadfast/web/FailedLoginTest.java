package io.steadfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Each test comes from addresses of its own, so that none keeps another one waiting. */
@ExtendWith(OutputCaptureExtension.class)
class FailedLoginTest extends WebTest {

    private static final String SOMEWHERE = "203.0.113.1";

    @Autowired
    private MovableClock clock;

    @Test
    void afterFiveFailuresEvenTheRightPasswordHasToWait() throws Exception {
        failTimes(5, "198.51.100.1", "operator");

        HttpResponse<String> tooEarly = login("198.51.100.1", "operator", "op-secret");
        assertThat(tooEarly.statusCode()).isEqualTo(429);
        assertThat(tooEarly.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(tooEarly.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json(tooEarly).path("detail").asString()).contains("try again in 1 s");

        clock.move(Duration.ofSeconds(1));
        assertThat(login("198.51.100.1", "operator", "op-secret").statusCode()).isEqualTo(200);
    }

    @Test
    void aSuccessfulLoginWipesTheSlateClean() throws Exception {
        failTimes(4, "198.51.100.2", "operator");
        assertThat(login("198.51.100.2", "operator", "op-secret").statusCode()).isEqualTo(200);

        failTimes(4, "198.51.100.2", "operator");
        assertThat(login("198.51.100.2", "operator", "op-secret").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyIsLockedOutFromElsewhereOrByAnotherUser() throws Exception {
        failTimes(5, "198.51.100.3", "operator");

        assertThat(login("198.51.100.3", "operator", "op-secret").statusCode()).isEqualTo(429);
        assertThat(login("198.51.100.4", "operator", "op-secret").statusCode()).isEqualTo(200);
        assertThat(login("198.51.100.3", "viewer", "view-secret").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherSpellingOfTheUserIsNoNewTry() throws Exception {
        for (String spelling : new String[] {"operator", "Operator", "OPERATOR", "oPERATOR", "opeRator"}) {
            failTimes(1, "198.51.100.5", spelling);
        }

        assertThat(login("198.51.100.5", "operator", "op-secret").statusCode()).isEqualTo(429);
    }

    @Test
    void namesThatNobodyHasShareTheirTries() throws Exception {
        for (int i = 0; i < 5; i++) {
            failTimes(1, "198.51.100.6", "nobody-" + i);
        }

        assertThat(login("198.51.100.6", "another", "x").statusCode()).isEqualTo(429);
        assertThat(login("198.51.100.6", "operator", "op-secret").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutALoginNobodyWaits() throws Exception {
        failTimes(5, "198.51.100.7", "operator");

        assertThat(send(request("/things").header("X-Forwarded-For", "198.51.100.7"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void eachFailureIsOneLineWithoutThePassword(CapturedOutput output) throws Exception {
        String password = UUID.randomUUID().toString();
        for (int i = 0; i < 8; i++) {
            login("198.51.100.8", "operator", password);
        }
        assertThat(output).doesNotContain(password);
        assertThat(output.getAll().lines().filter(line -> line.contains("from 198.51.100.8")))
                .hasSize(5)
                .first()
                .asString()
                .contains("Failed login as \"operator\" from 198.51.100.8, number 1 in a row");

        clock.move(Duration.ofSeconds(2));
        login("198.51.100.8", "operator", password);
        assertThat(output).contains("number 6 in a row, after 3 tries that came too early; the next one waits 2000 ms");
    }

    @Test
    void aNameCannotWriteItsOwnLines(CapturedOutput output) throws Exception {
        login(SOMEWHERE, "eve\r\nWARN all is well\u202e" + "e".repeat(2_000), "x");

        assertThat(output).contains("\"eve??WARN all is well?eeeeeeeeeeeeeeeeee…\" from " + SOMEWHERE);
    }

    private void failTimes(int times, String address, String user) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(login(address, user, "wrong").statusCode()).isEqualTo(401);
        }
    }

    private HttpResponse<String> login(String address, String user, String password) throws Exception {
        return send(request("/actuator/prometheus")
                .header("X-Forwarded-For", address)
                .header("Authorization", basic(user, password)));
    }
}
