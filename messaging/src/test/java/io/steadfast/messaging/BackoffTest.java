package io.steadfast.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    @RepeatedTest(20)
    void waitsDoubleUpToTheLongestAndSpreadByAFifth() {
        long expected = 100;
        for (int failures = 1; failures < 12; failures++) {
            assertThat(backoff.after(failures).toMillis())
                    .isBetween(Math.round(expected * 0.8), Math.round(expected * 1.2));
            expected = Math.min(expected * 2, 5_000);
        }
    }

    @Test
    void noNumberOfFailuresIsTooMany() {
        assertThat(Stream.of(31, 64, 1_000, Integer.MAX_VALUE).map(backoff::after))
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(4)) >= 0)
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(6)) <= 0);
    }

    @Test
    void thoseWhoFailedTogetherDoNotReturnTogether() {
        assertThat(Stream.generate(() -> backoff.after(5)).limit(50).distinct()).hasSizeGreaterThan(10);
    }
}
