package io.steadfast.web.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has failed to log in how often, in the memory of this instance. A caller who has used up their tries gets one at a
 * time, each after a wait that grows, until one succeeds. A try counts as failed from when it is let through until it has
 * succeeded: otherwise as many as there are threads would get through before the first one has failed. The number of
 * callers is bounded: one more, and whoever has tried longest ago is forgotten. A caller keeps nobody else waiting, so
 * there is no way to lock out a user elsewhere; those who share an address share their tries, and a success of one of them.
 */
final class FailedLogins {

    private static final int MAX_CALLERS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final FailedLoginProperties properties;
    private final Clock clock;

    /** In the order of the last try that counted. */
    private final Map<Caller, Failures> callers = new LinkedHashMap<>();

    FailedLogins(FailedLoginProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What is known of a caller.
     *
     * @param count logins that failed in a row, with those that are being checked
     * @param refused tries since the last failure that came too early and were not looked at
     * @param since when the wait began
     * @param delay how long the next try has to wait
     * @param inCheck the password that was let through last, while it is being checked
     */
    record Failures(
            int count,
            int refused,
            Instant since,
            Duration delay,
            @Nullable String inCheck) {

        private static Failures none(Instant now) {
            return new Failures(0, 0, now, Duration.ZERO, null);
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
            return new Failures(count, refused + 1, since, delay, inCheck);
        }
    }

    /**
     * How long the caller has to wait; zero lets this try through and counts it. The same password again while it is being
     * checked is no other guess, but a page that asks for many things at once: while there are tries left it does not count.
     */
    synchronized Duration admit(Caller caller, String password) {
        Instant now = clock.instant();
        Failures failures = known(caller, now);
        if (failures.count() <= properties.tries() && password.equals(failures.inCheck())) {
            return Duration.ZERO;
        }
        Duration remaining = failures.remaining(now);
        if (remaining.isZero()) {
            int count = failures.count() + 1;
            keep(caller, new Failures(count, failures.refused(), now, properties.waitAfter(count), password));
        } else {
            callers.put(caller, failures.tooEarly());
        }
        return remaining;
    }

    /**
     * Lets the wait begin after a try that was let through and failed.
     *
     * @return the failures so far, with what was refused before this one
     */
    synchronized Failures failed(Caller caller) {
        Instant now = clock.instant();
        Failures before = known(caller, now);
        // Unknown if another login of the caller has succeeded meanwhile.
        int count = Math.max(before.count(), 1);
        Duration delay = properties.waitAfter(count);
        keep(caller, new Failures(count, 0, now, delay, null));
        return new Failures(count, before.refused(), now, delay, null);
    }

    synchronized void succeeded(Caller caller) {
        callers.remove(caller);
    }

    private void keep(Caller caller, Failures failures) {
        callers.remove(caller);
        callers.put(caller, failures);
        if (callers.size() > MAX_CALLERS) {
            callers.remove(callers.keySet().iterator().next());
        }
    }

    private Failures known(Caller caller, Instant now) {
        Failures failures = callers.get(caller);
        return failures == null || failures.areForgotten(now) ? Failures.none(now) : failures;
    }
}
