package io.steadfast.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.web.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailedLoginsTest {

    private static final Caller EVE = new Caller("192.0.2.1", "operator");

    private final MovableClock clock = new MovableClock();
    private final FailedLoginProperties properties =
            new FailedLoginProperties(3, Duration.ofSeconds(1), Duration.ofMinutes(1));
    private final FailedLogins logins = new FailedLogins(properties, clock);

    @Test
    void theWaitDoublesUpToTheLongest() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Duration delay = fail(EVE).delay();
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

        assertThat(logins.admit(EVE, "a")).isZero();
        assertThat(logins.admit(EVE, "a")).isEqualTo(Duration.ofSeconds(2));
        assertThat(logins.admit(EVE, "b")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void manyGuessesAtOnceAreNoMoreThanOneAfterTheOther() {
        List<Duration> waits = Stream.of("a", "b", "c", "d", "e")
                .map(guess -> logins.admit(EVE, guess))
                .toList();
        assertThat(waits)
                .containsExactly(
                        Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1));

        for (int i = 0; i < 3; i++) {
            assertThat(logins.failed(EVE).count()).isEqualTo(3);
        }
        assertThat(logins.admit(EVE, "d")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theSamePasswordManyTimesAtOnceIsOneTry() {
        assertThat(Stream.generate(() -> logins.admit(EVE, "right")).limit(100)).containsOnly(Duration.ZERO);
        logins.succeeded(EVE);
        failTimes(2);

        assertThat(logins.admit(EVE, "right")).isZero();
    }

    @Test
    void aGuessThatFailsAfterAnotherOneSucceededCounts() {
        logins.admit(EVE, "wrong");
        logins.admit(EVE, "right");
        logins.succeeded(EVE);

        assertThat(logins.failed(EVE).count()).isOne();
    }

    @Test
    void whoCameTooEarlyIsCountedAndWaitsNoLonger() {
        failTimes(3);
        clock.move(Duration.ofMillis(400));
        assertThat(logins.admit(EVE, "a")).isEqualTo(Duration.ofMillis(600));
        assertThat(logins.admit(EVE, "b")).isEqualTo(Duration.ofMillis(600));
        clock.move(Duration.ofMillis(600));
        assertThat(logins.admit(EVE, "c")).isZero();

        assertThat(logins.failed(EVE).refused()).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOut() {
        failTimes(3);
        clock.move(Duration.ofDays(-1));

        assertThat(logins.admit(EVE, "a")).isZero();
    }

    @Test
    void failuresAreForgottenAfterAnHour() {
        failTimes(10);
        clock.move(Duration.ofHours(2));

        assertThat(fail(EVE).count()).isOne();
    }

    @Test
    void memoryIsBoundedAndWhoFailedLongestAgoIsForgotten() {
        failTimes(3);
        var second = new Caller("192.0.2.2", "operator");
        fail(second);
        clock.move(Duration.ofSeconds(1));
        fail(EVE);
        for (int i = 0; i < 9_999; i++) {
            fail(new Caller("10.0." + i / 256 + "." + i % 256, "operator"));
        }

        clock.move(Duration.ofSeconds(2));
        assertThat(fail(EVE).count()).isEqualTo(5);
        assertThat(fail(second).count()).isOne();
    }

    @Test
    void soManyLinesAreWrittenInAMinuteAndTheRestIsCounted(CapturedOutput output) {
        var log = new FailedLoginLog(clock);
        for (int i = 0; i < 1_000; i++) {
            log.failed("eve", "192.0.2." + i, fail(new Caller("192.0.2." + i, "")));
        }
        assertThat(output.getAll().lines().filter(line -> line.contains("Failed login")))
                .hasSize(60)
                .last()
                .asString()
                .contains("more in this minute are counted, not written");

        clock.move(Duration.ofMinutes(1));
        log.failed("eve", "192.0.2.1", fail(EVE));
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
            clock.move(properties.waitAfter(i));
            fail(EVE);
        }
    }

    /** A try that is over before the next one. */
    private FailedLogins.Failures fail(Caller caller) {
        assertThat(logins.admit(caller, "wrong")).isZero();
        return logins.failed(caller);
    }
}
