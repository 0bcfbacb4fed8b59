package io.steadfast.acceptance.system;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long the tests wait for what must come. */
public final class Await {

    /** Far longer than anything takes, for slow and busy machines. */
    private static final Duration AT_MOST = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(50);

    private Await() {}

    /** Until {@code what} is true. */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(AT_MOST).pollInterval(POLL).pollDelay(Duration.ZERO);
    }
}
