package io.steadfast.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final UUID ID = UUID.randomUUID();

    @Test
    void byDefaultASagaIsStuckAfterTwoAndAHalfMinutesOfSilence() {
        assertThat(IntStream.rangeClosed(1, 4)
                        .mapToObj(attempt -> Patience.DEFAULT.wait(attempt, ID))
                        .map(Duration::toSeconds))
                .containsExactly(10L, 20L, 40L, 80L);
        assertThat(Patience.DEFAULT.isExhaustedBy(3)).isFalse();
        assertThat(Patience.DEFAULT.isExhaustedBy(4)).isTrue();
    }

    @Test
    void endlessPatienceWaitsNoLongerThanItsCap() {
        Patience endless = Patience.DEFAULT.endless();
        assertThat(endless.isExhaustedBy(1_000_000)).isFalse();
        assertThat(endless.wait(1_000_000, ID)).hasSeconds(80);
    }

    @Test
    void waitsGrowByTheFactorAsFarAsTheCap() {
        var patience = new Patience(Duration.ofSeconds(1), 9, Duration.ofSeconds(20)).withFactor(3);
        assertThat(IntStream.rangeClosed(1, 5)
                        .mapToObj(attempt -> patience.wait(attempt, ID))
                        .map(Duration::toSeconds))
                .containsExactly(1L, 3L, 9L, 20L, 20L);
    }

    @Test
    void jitterSpreadsCommandsOverItsShareAndNeverChangesItsMind() {
        var patience = Patience.DEFAULT.withJitter(0.2);
        var waits = Stream.generate(UUID::randomUUID)
                .limit(1_000)
                .peek(id -> assertThat(patience.wait(1, id)).isEqualTo(patience.wait(1, id)))
                .map(id -> patience.wait(1, id))
                .sorted()
                .toList();
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(8_000), Duration.ofMillis(8_200));
        assertThat(waits.get(999)).isBetween(Duration.ofMillis(11_800), Duration.ofMillis(12_000));
    }

    @Test
    void aCapBelowTheFirstWaitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Patience(Duration.ofSeconds(10), 4, Duration.ofSeconds(5)));
    }

    @Test
    void aFactorThatShrinksOrAJitterThatLeavesNoWaitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Patience.DEFAULT.withFactor(0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Patience.DEFAULT.withJitter(1));
    }
}
