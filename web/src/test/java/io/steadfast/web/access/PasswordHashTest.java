package io.steadfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    private static final String HASH = "{bcrypt}$2a$%s$Y6JZRIE54NhLAdGJDLtNMeEOKzpZDIJC5p3JiJos0PfDQ5VYa5r0.";

    @ParameterizedTest
    @ValueSource(strings = {"04", "06", "10", "16"})
    void whatIsCheckedWithinSecondsIsAHash(String cost) {
        assertThat(PasswordHash.is(HASH.formatted(cost))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "03", "17", "20", "31", "32", "39", "6"})
    void whatBcryptDoesNotKnowOrTakesMinutesForIsNone(String cost) {
        assertThat(PasswordHash.is(HASH.formatted(cost))).isFalse();
    }
}
