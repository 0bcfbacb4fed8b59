package io.steadfast.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private long now;
    private final Pace pace = new Pace(() -> now);

    @Test
    void beginsAtOnce() {
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void aSearchInVainTakesATwentiethOfTheTime() {
        search(Duration.ofMillis(100), false);

        after(Duration.ofMillis(1_899));
        assertThat(pace.isDue()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void afterOneThatFoundSomethingTheNextNeedNotWait() {
        search(Duration.ofSeconds(10), true);

        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void aProcessThatStoodStillForHoursSearchesSoonAgain() {
        search(Duration.ofHours(3), false);

        after(Pace.LONGEST);
        assertThat(pace.isDue()).isTrue();
    }

    private void search(Duration takes, boolean found) {
        assertThat(pace.search(() -> {
                    after(takes);
                    return found;
                }))
                .isEqualTo(found);
    }

    private void after(Duration time) {
        now += time.toNanos();
    }
}
