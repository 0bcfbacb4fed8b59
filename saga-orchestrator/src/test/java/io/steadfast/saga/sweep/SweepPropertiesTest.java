package io.steadfast.saga.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SweepPropertiesTest {

    @EnableConfigurationProperties(SweepProperties.class)
    static class Settings {}

    @ParameterizedTest
    @CsvSource({"1s, 5s, true", "1s, 2s, true", "5s, 5s, false", "3s, 5s, false", "1, 5s, false"})
    void anIntervalAfterWhichEverySweepWouldComeAfterAGapIsRefused(String interval, String gap, boolean taken) {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues("steadfast.sweep.interval=" + interval, "steadfast.sweep.gap=" + gap)
                .run(context -> assertThat(context.getStartupFailure() == null).isEqualTo(taken));
    }
}
