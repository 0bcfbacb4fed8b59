package io.steadfast.messaging.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Where a drain starts to read, so that it need not cross the index entries of rows deleted long ago, which stay while
 * any old snapshot is open. It lags behind: ids become visible out of order. What was hidden for longer than it lags
 * behind may appear below the hint, and is found from the beginning.
 */
final class LowWater {

    static final Duration LAG = Duration.ofMillis(500);

    private final Clock clock;
    private long settled;
    private long settling;
    private long latest;
    private Instant since;

    LowWater(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    long id() {
        return settled;
    }

    void drainedUpTo(long id) {
        Instant now = clock.instant();
        if (Duration.between(since, now).abs().compareTo(LAG) > 0) {
            settled = settling;
            settling = latest; // drained a moment ago at the latest, so it settles for one more lag
            since = now;
        }
        latest = Math.max(latest, id);
    }
}
