package io.steadfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"STEADFAST_OPERATOR_PASSWORD=", "STEADFAST_VIEWER_PASSWORD="})
@ExtendWith(OutputCaptureExtension.class)
class MissingPasswordTest extends WebTest {

    @Autowired
    private UserDetailsService users;

    @ParameterizedTest
    @ValueSource(strings = {"", "op-secret", "operator"})
    void nobodyLogsInWithoutAConfiguredPassword(String password) throws Exception {
        assertThat(send(request("/actuator/prometheus").header("Authorization", basic("operator", password)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theLogSaysWhatToSetAndNoSecret(CapturedOutput output) {
        String hash = users.loadUserByUsername("operator").getPassword();
        assertThat(hash).isNotNull();
        assertThat(output).contains("STEADFAST_OPERATOR_PASSWORD").doesNotContain(hash);
    }
}
