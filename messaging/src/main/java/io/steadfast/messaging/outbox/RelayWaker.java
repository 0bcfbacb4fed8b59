package io.steadfast.messaging.outbox;

/** Told after a commit that a shard has something to send. Must be fast and must not fail. */
@FunctionalInterface
interface RelayWaker {
    void wake(int shard);
}
