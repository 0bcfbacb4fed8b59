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
        after(Duration.ofSeconds(4));
        lowWater.drainedUpTo(20);

        assertThat(lowWater.id()).isZero();
    }

    @Test
    void followsOnceTheLagIsOver() {
        lowWater.drainedUpTo(10);
        after(Duration.ofSeconds(6));
        lowWater.drainedUpTo(20);
        assertThat(lowWater.id()).isEqualTo(10);

        after(Duration.ofSeconds(6));
        lowWater.drainedUpTo(30);
        assertThat(lowWater.id()).isEqualTo(20);
    }

    @Test
    void neverGoesBack() {
        lowWater.drainedUpTo(20);
        after(Duration.ofSeconds(6));
        lowWater.drainedUpTo(5);
        after(Duration.ofSeconds(6));
        lowWater.drainedUpTo(6);

        assertThat(lowWater.id()).isEqualTo(20);
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldItForEver() {
        lowWater.drainedUpTo(10);
        after(Duration.ofHours(-1));
        lowWater.drainedUpTo(20);

        assertThat(lowWater.id()).isEqualTo(10);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }
}
