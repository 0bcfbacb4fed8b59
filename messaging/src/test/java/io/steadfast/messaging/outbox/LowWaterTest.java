package io.steadfast.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LowWaterTest {

    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final LowWater lowWater = new LowWater(clock);

    @Test
    void beginsAtTheBeginning() {
        assertThat(lowWater.id()).isZero();
    }

    @Test
    void lagsBehindSoThatAnIdThatBecomesVisibleLateIsStillSeen() {
        lowWater.drainedUpTo(10);
        after(LowWater.LAG.multipliedBy(4).dividedBy(5));
        lowWater.drainedUpTo(20);
        after(LowWater.LAG.multipliedBy(2).dividedBy(5));
        lowWater.drainedUpTo(30);
        after(Duration.ofMillis(1));
        lowWater.drainedUpTo(40);

        assertThat(lowWater.id()).as("20 was drained less than the lag ago").isLessThan(20);
    }

    @Test
    void lagsBehindUnderLoadToo() {
        for (int id = 1; id <= 6_000; id++) {
            lowWater.drainedUpTo(id);
            assertThat(lowWater.id()).isLessThanOrEqualTo(Math.max(0, id - LowWater.LAG.toMillis()));
            after(Duration.ofMillis(1));
        }
        assertThat(lowWater.id()).isGreaterThan(4_500);
    }

    @Test
    void followsOnceTheLagIsOver() {
        lowWater.drainedUpTo(10);
        after(LowWater.LAG.plusMillis(1));
        lowWater.drainedUpTo(20);
        after(LowWater.LAG.plusMillis(1));
        lowWater.drainedUpTo(30);
        assertThat(lowWater.id()).isEqualTo(10);

        after(LowWater.LAG.plusMillis(1));
        lowWater.drainedUpTo(40);
        assertThat(lowWater.id()).isEqualTo(20);
    }

    @Test
    void neverGoesBack() {
        lowWater.drainedUpTo(20);
        for (int i = 0; i < 3; i++) {
            after(LowWater.LAG.plusMillis(1));
            lowWater.drainedUpTo(5);
        }

        assertThat(lowWater.id()).isEqualTo(20);
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldItForEver() {
        lowWater.drainedUpTo(10);
        after(Duration.ofHours(-1));
        lowWater.drainedUpTo(20);
        after(LowWater.LAG.plusMillis(1));
        lowWater.drainedUpTo(30);

        assertThat(lowWater.id()).isEqualTo(10);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }
}
