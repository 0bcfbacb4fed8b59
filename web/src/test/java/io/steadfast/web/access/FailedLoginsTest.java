package io.steadfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.web.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailedLoginsTest {

    private static final Caller EVE = new Caller("192.0.2.1", "operator");

    private final MovableClock clock = new MovableClock();
    private final FailedLogins logins =
            new FailedLogins(new FailedLoginProperties(3, Duration.ofSeconds(1), Duration.ofMinutes(1)), clock);

    @Test
    void theWaitDoublesUpToTheLongest() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Duration delay = logins.failed(EVE).delay();
            seconds.add(delay.toSeconds());
            clock.move(delay);
        }
        assertThat(seconds)
                .startsWith(0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L)
                .endsWith(60L);
    }

    @Test
    void afterTheWaitThereIsOneTryAndNotOneForEachThread() {
        failTimes(3);
        clock.move(Duration.ofSeconds(1));

        assertThat(logins.admit(EVE)).isZero();
        assertThat(logins.admit(EVE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoCameTooEarlyIsCountedAndWaitsNoLonger() {
        failTimes(3);
        clock.move(Duration.ofMillis(400));
        assertThat(logins.admit(EVE)).isEqualTo(Duration.ofMillis(600));
        assertThat(logins.admit(EVE)).isEqualTo(Duration.ofMillis(600));
        clock.move(Duration.ofMillis(600));
        assertThat(logins.admit(EVE)).isZero();

        assertThat(logins.failed(EVE).refused()).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOut() {
        failTimes(3);
        clock.move(Duration.ofDays(-1));

        assertThat(logins.admit(EVE)).isZero();
    }

    @Test
    void failuresAreForgottenAfterAnHour() {
        failTimes(10);
        clock.move(Duration.ofHours(2));

        assertThat(logins.admit(EVE)).isZero();
        assertThat(logins.failed(EVE).count()).isOne();
    }

    @Test
    void memoryIsBoundedAndWhoFailedLongestAgoIsForgotten() {
        failTimes(3);
        var second = new Caller("192.0.2.2", "operator");
        logins.failed(second);
        logins.failed(EVE);
        for (int i = 0; i < 9_999; i++) {
            logins.failed(new Caller("10.0." + i / 256 + "." + i % 256, "operator"));
        }

        assertThat(logins.failed(EVE).count()).isEqualTo(5);
        assertThat(logins.failed(second).count()).isOne();
    }

    @Test
    void soManyLinesAreWrittenInAMinuteAndTheRestIsCounted(CapturedOutput output) {
        var log = new FailedLoginLog(clock);
        for (int i = 0; i < 1_000; i++) {
            log.failed("eve", "192.0.2." + i, logins.failed(new Caller("192.0.2." + i, "")));
        }
        assertThat(output.getAll().lines().filter(line -> line.contains("Failed login")))
                .hasSize(60)
                .last()
                .asString()
                .contains("more in this minute are counted, not written");

        clock.move(Duration.ofMinutes(1));
        log.failed("eve", "192.0.2.1", logins.failed(EVE));
        assertThat(output).contains("940 more failed logins were not written");
    }

    @Test
    void retryAfterIsRoundedUp() {
        assertThat(Set.of(1, 999, 1_000))
                .allSatisfy(millis -> assertThat(
                                new TooManyFailedLoginsException(Duration.ofMillis(millis)).retryAfterSeconds())
                        .isOne());
        assertThat(new TooManyFailedLoginsException(Duration.ofMillis(1_001)).retryAfterSeconds())
                .isEqualTo(2);
    }

    private void failTimes(int times) {
        for (int i = 0; i < times; i++) {
            logins.failed(EVE);
        }
    }
}
