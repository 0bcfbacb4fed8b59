package io.steadfast.saga.retention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RetentionPropertiesTest {

    @EnableConfigurationProperties(RetentionProperties.class)
    static class Settings {}

    @ParameterizedTest
    @ValueSource(strings = {"90", "0d", "23h"})
    void aRetentionOfLessThanADayIsTakenForAMistake(String retention) {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues("steadfast.retention.finished-sagas=" + retention)
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "36h", "400d"})
    void aRetentionOfADayOrMoreIsTaken(String retention) {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues("steadfast.retention.finished-sagas=" + retention)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
