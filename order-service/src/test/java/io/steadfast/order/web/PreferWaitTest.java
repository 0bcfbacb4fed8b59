package io.steadfast.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferWaitTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "wait=10|10",
                "WAIT = 7|7",
                "respond-async, wait=5; foo=bar|5",
                "wait=\"4\"|4",
                "wait=30|30",
                "wait=31|30",
                "wait=99999999999999999999|30",
                "wait=007|7",
                "wait=0|0",
                "wait=3, wait=9|3"
            })
    void waitIsUnderstood(String header, int seconds) {
        assertThat(PreferWait.of(List.of(header))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wait",
                "wait=",
                "wait=-1",
                "wait=1.5",
                "wait=soon",
                "wait=1s",
                "waiting=5",
                "await=5",
                ",,;="
            })
    void anythingElseIsIgnored(String header) {
        assertThat(PreferWait.of(List.of(header))).isEmpty();
    }

    @Test
    void firstHeaderCounts() {
        assertThat(PreferWait.of(List.of("respond-async", "wait=2", "wait=3"))).contains(Duration.ofSeconds(2));
    }
}
