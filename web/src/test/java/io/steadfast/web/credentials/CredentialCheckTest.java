package io.steadfast.web.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** On an application that has nothing but settings as the services have them, started as they are. */
@ExtendWith(OutputCaptureExtension.class)
class CredentialCheckTest {

    private static final String HASH = "{bcrypt}$2a$07$Y6JZRIE54NhLAdGJDLtNMeEOKzpZDIJC5p3JiJos0PfDQ5VYa5r0.";

    private static final List<String> SETTINGS = List.of(
            "--spring.datasource.username=things_service",
            "--spring.datasource.password=${STEADFAST_THINGS_SERVICE_PASSWORD:}",
            "--spring.flyway.user=things_owner",
            "--spring.flyway.password=${STEADFAST_THINGS_OWNER_PASSWORD:}",
            "--spring.rabbitmq.username=${STEADFAST_AMQP_USERNAME:guest}",
            "--spring.rabbitmq.password=${STEADFAST_AMQP_PASSWORD:guest}",
            "--spring.config.import=classpath:steadfast-web.yaml",
            "--javax.net.ssl.trustStorePassword=changeit");

    private static final Map<String, String> GOOD = Map.of(
            "STEADFAST_OPERATOR_PASSWORD", "rather-long-and-odd-1",
            "STEADFAST_VIEWER_PASSWORD", HASH,
            "STEADFAST_THINGS_SERVICE_PASSWORD", "kX9-service",
            "STEADFAST_THINGS_OWNER_PASSWORD", "kX9-owner",
            "STEADFAST_AMQP_USERNAME", "things",
            "STEADFAST_AMQP_PASSWORD", "kX9-broker");

    static class Nothing {}

    @Test
    void goodCredentialsAreLetThrough() {
        assertThatCode(() -> start("prod", GOOD)).doesNotThrowAnyException();
    }

    @Test
    void withoutTheProfileDefaultsAreLetThrough() {
        assertThatCode(() -> start("default", Map.of())).doesNotThrowAnyException();
    }

    @Test
    void allThatIsMissingIsNamedAtOnceByTheVariableToSet(CapturedOutput output) {
        assertThatThrownBy(() -> start("prod", Map.of())).isInstanceOf(UnfitCredentialsException.class);
        assertThat(output).contains("APPLICATION FAILED TO START", """
                          STEADFAST_AMQP_PASSWORD is well known, or nearly so
                          STEADFAST_AMQP_USERNAME is guest, the user that every new broker has
                          STEADFAST_OPERATOR_PASSWORD is empty
                          STEADFAST_THINGS_OWNER_PASSWORD is empty
                          STEADFAST_THINGS_SERVICE_PASSWORD is empty
                          STEADFAST_VIEWER_PASSWORD is empty
                        """).doesNotContain("trustStore", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev",
                "guest",
                "password",
                "Password-1234!",
                "operator",
                "changeme",
                "1234567890123456",
                "tHings_Owner",
                " "
            })
    void aWellKnownPasswordIsRefusedAndNotRepeated(String password, CapturedOutput output) {
        assertThatThrownBy(() -> start("prod", with("STEADFAST_THINGS_OWNER_PASSWORD", password)))
                .hasMessageContaining("STEADFAST_THINGS_OWNER_PASSWORD is ")
                .message()
                .hasLineCount(2);
        assertThat(password.isBlank() || !output.getAll().contains(" " + password))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "STEADFAST_OPERATOR_PASSWORD, elevenlette, is shorter than 12 characters",
        "STEADFAST_OPERATOR_PASSWORD, ababababababab, has fewer than 5 different characters",
        "STEADFAST_OPERATOR_PASSWORD, viewer, is well known",
        "STEADFAST_AMQP_USERNAME, '', is empty",
        "STEADFAST_AMQP_PASSWORD, '', is empty"
    })
    void whatIsWeakIsNamed(String variable, String value, String finding) {
        assertThatThrownBy(() -> start("prod", with(variable, value))).hasMessageContaining(variable + " " + finding);
    }

    @Test
    void theTwoLoginsMustDiffer() {
        assertThatThrownBy(
                        () -> start("prod", with("STEADFAST_VIEWER_PASSWORD", GOOD.get("STEADFAST_OPERATOR_PASSWORD"))))
                .hasMessageContaining("STEADFAST_VIEWER_PASSWORD is the same as STEADFAST_OPERATOR_PASSWORD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "default"})
    void whatCannotWorkIsRefusedEverywhere(String profile) {
        assertThatThrownBy(
                        () -> start(profile, with("STEADFAST_OPERATOR_PASSWORD", "{bcrypt}a$10$truncated-by-a-shell")))
                .hasMessageContaining("STEADFAST_OPERATOR_PASSWORD begins with {bcrypt} but is no bcrypt hash");
        assertThatThrownBy(() -> start(profile, with("STEADFAST_OPERATOR_PASSWORD", "long-and-odd-1".repeat(6))))
                .hasMessageContaining("STEADFAST_OPERATOR_PASSWORD is longer than 72 bytes");
    }

    @Test
    void aPartThatIsSwitchedOffNeedsNone() {
        assertThatCode(() ->
                        start("prod", with("STEADFAST_THINGS_OWNER_PASSWORD", ""), "--spring.flyway.enabled=false"))
                .doesNotThrowAnyException();
    }

    private static Map<String, String> with(String variable, String value) {
        var environment = new HashMap<>(GOOD);
        environment.put(variable, value);
        return environment;
    }

    private static void start(String profile, Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(SETTINGS);
        environment.forEach((variable, value) -> arguments.add("--" + variable + "=" + value));
        Stream.of(more).forEach(arguments::add);
        new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .profiles(profile)
                .run(arguments.toArray(String[]::new))
                .close();
    }
}
