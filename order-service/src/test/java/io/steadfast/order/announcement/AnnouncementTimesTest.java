package io.steadfast.order.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnnouncementTimesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final AnnouncementTimes times = new AnnouncementTimes(
            new AnnouncementProperties(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(5), 200));

    @Test
    void timesDoubleUpToTheLimit() {
        assertThat(times.first(NOW)).isEqualTo(NOW.plusSeconds(30));
        assertThat(IntStream.of(1, 2, 3, 4, 5, 1000)
                        .mapToObj(n -> Duration.between(NOW, times.next(NOW, n)).toSeconds()))
                .containsExactly(60L, 120L, 240L, 480L, 600L, 600L);
    }
}
