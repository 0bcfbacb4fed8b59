package io.steadfast.messaging.outbox;

import java.time.Duration;

/** Told after a commit that a shard has something to send. Must be fast and must not fail. */
@FunctionalInterface
interface RelayWaker {

    /** @param hidden how long ago the first of it was appended, which nobody else could see until now */
    void wake(int shard, Duration hidden);
}
