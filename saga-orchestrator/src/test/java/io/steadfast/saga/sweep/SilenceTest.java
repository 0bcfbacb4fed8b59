package io.steadfast.saga.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.saga.sweep.Silence.Verdict;
import io.steadfast.saga.sweep.StepActivity.Answers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final Instant COMMANDED = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LONG_AGO = COMMANDED.minusSeconds(3600);

    private static Instant at(int seconds) {
        return COMMANDED.plusSeconds(seconds);
    }

    private static Silence silence(boolean inOutbox, boolean heldAtLastLook) {
        return new Silence(COMMANDED, at(10), Duration.ofSeconds(10), inOutbox, heldAtLastLook, null);
    }

    private static Verdict judge(@Nullable Answers answers) {
        return silence(false, false).judge(LONG_AGO, answers);
    }

    @Test
    void nobodyWasEverAnswered() {
        assertThat(judge(null)).isEqualTo(Verdict.LOST);
    }

    @Test
    void nobodyWasAnsweredForTheWholeTimeout() {
        assertThat(judge(new Answers(at(-1), at(-20)))).isEqualTo(Verdict.LOST);
    }

    @Test
    void laterCommandsWereAnswered() {
        assertThat(judge(new Answers(at(9), at(1)))).isEqualTo(Verdict.LOST);
    }

    @Test
    void onlyEarlierCommandsWereAnsweredSoItIsABacklog() {
        assertThat(judge(new Answers(at(9), at(-30)))).isEqualTo(Verdict.BACKLOG);
        assertThat(judge(new Answers(at(9), null))).isEqualTo(Verdict.BACKLOG);
    }

    @Test
    void aCommandInTheOutboxHasNotBeenSent() {
        assertThat(silence(true, false).judge(LONG_AGO, null)).isEqualTo(Verdict.NOT_SENT);
        assertThat(silence(true, true).judge(LONG_AGO, null)).isEqualTo(Verdict.NOT_SENT);
    }

    @Test
    void aCommandThatCanNeverBeSentIsParked() {
        var parked = new Silence(COMMANDED, at(10), Duration.ofSeconds(10), true, true, "too large");
        assertThat(parked.judge(LONG_AGO, null)).isEqualTo(Verdict.PARKED);
    }

    @Test
    void aCommandThatHasLeftSinceTheLastLookGetsAFullTimeout() {
        assertThat(silence(false, true).judge(LONG_AGO, null)).isEqualTo(Verdict.JUST_SENT);
    }

    @Test
    void silenceCountsOnlySinceSomebodyListens() {
        assertThat(silence(false, false).judge(at(1), null)).isEqualTo(Verdict.NOT_LISTENED);
    }
}
