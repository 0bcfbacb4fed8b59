package io.steadfast.web.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has failed to log in how often, in the memory of this instance. A caller who has used up their tries gets one at a
 * time, each after a wait that grows, until one succeeds. The number of callers is bounded: one more, and whoever has
 * failed longest ago is forgotten. A caller keeps nobody else waiting, so there is no way to lock out a user elsewhere.
 */
final class FailedLogins {

    private static final int MAX_CALLERS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final FailedLoginProperties properties;
    private final Clock clock;

    /** In the order of the last failure. */
    private final Map<Caller, Failures> callers = new LinkedHashMap<>();

    FailedLogins(FailedLoginProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What is known of a caller.
     *
     * @param count logins that failed in a row
     * @param refused tries since the last failure that came too early and were not looked at
     * @param since when the wait began
     * @param delay how long the next try has to wait
     */
    record Failures(int count, int refused, Instant since, Duration delay) {

        private static Failures none(Instant now) {
            return new Failures(0, 0, now, Duration.ZERO);
        }

        /** A clock that was set back ends the wait: better one try too many than an operator locked out for long. */
        private Duration remaining(Instant now) {
            Duration passed = Duration.between(since, now);
            return passed.isNegative() || passed.compareTo(delay) >= 0 ? Duration.ZERO : delay.minus(passed);
        }

        private boolean areForgotten(Instant now) {
            return now.isAfter(since.plus(delay).plus(FORGOTTEN_AFTER));
        }

        private Failures tooEarly() {
            return new Failures(count, refused + 1, since, delay);
        }

        /** The next try waits while this one is looked at. */
        private Failures triedAt(Instant now) {
            return new Failures(count, refused, now, delay);
        }
    }

    /** How long the caller has to wait; zero lets this try through. */
    synchronized Duration admit(Caller caller) {
        Instant now = clock.instant();
        Failures failures = known(caller, now);
        Duration remaining = failures.remaining(now);
        callers.replace(caller, remaining.isZero() ? failures.triedAt(now) : failures.tooEarly());
        return remaining;
    }

    /**
     * Counts a try that was let through and failed.
     *
     * @return the failures so far, with what was refused before this one
     */
    synchronized Failures failed(Caller caller) {
        Instant now = clock.instant();
        Failures before = known(caller, now);
        int count = before.count() + 1;
        var failures = new Failures(count, before.refused(), now, properties.waitAfter(count));
        callers.remove(caller);
        callers.put(caller, new Failures(count, 0, now, failures.delay()));
        if (callers.size() > MAX_CALLERS) {
            callers.remove(callers.keySet().iterator().next());
        }
        return failures;
    }

    synchronized void succeeded(Caller caller) {
        callers.remove(caller);
    }

    private Failures known(Caller caller, Instant now) {
        Failures failures = callers.get(caller);
        return failures == null || failures.areForgotten(now) ? Failures.none(now) : failures;
    }
}
