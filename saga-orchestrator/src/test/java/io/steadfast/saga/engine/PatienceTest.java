package io.steadfast.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void byDefaultASagaIsStuckAfterTwoAndAHalfMinutesOfSilence() {
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(Patience.DEFAULT::wait).map(Duration::toSeconds))
                .containsExactly(10L, 20L, 40L, 80L);
        assertThat(Patience.DEFAULT.isExhaustedBy(3)).isFalse();
        assertThat(Patience.DEFAULT.isExhaustedBy(4)).isTrue();
    }

    @Test
    void endlessPatienceWaitsNoLongerThanItsCap() {
        Patience endless = Patience.DEFAULT.endless();
        assertThat(endless.isExhaustedBy(1_000_000)).isFalse();
        assertThat(endless.wait(1_000_000)).hasSeconds(80);
    }

    @Test
    void aCapBelowTheFirstWaitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Patience(Duration.ofSeconds(10), 4, Duration.ofSeconds(5)));
    }
}
