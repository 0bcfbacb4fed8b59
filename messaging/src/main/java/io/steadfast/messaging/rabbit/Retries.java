package io.steadfast.messaging.rabbit;

import io.steadfast.messaging.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When deliveries are tried again that could not be handled yet, and the end of all patience with them. */
final class Retries {

    private static final Logger log = LoggerFactory.getLogger(Retries.class);

    private final String queue;
    private final Duration holdLimit;
    private final Backoff backoff;
    private final CountDownLatch stopped;
    private final long begin = System.nanoTime();
    private int failures;
    private long next = begin;

    Retries(String queue, ListenerProperties properties, CountDownLatch stopped) {
        this.queue = queue;
        this.holdLimit = properties.holdLimit();
        this.backoff = new Backoff(properties.initialBackoff(), properties.maxBackoff());
        this.stopped = stopped;
    }

    /** @throws GiveBackException if the deliveries were held for too long, or the service is stopping */
    void requireTime(Throwable failure) {
        if (System.nanoTime() - begin > holdLimit.toNanos()) {
            throw new GiveBackException("Not handled within " + holdLimit, failure);
        } else if (stopped.getCount() == 0) {
            throw new GiveBackException("Stopping", failure);
        }
    }

    /**
     * To be called after each round of attempts that left something to try again.
     *
     * @throws GiveBackException as {@link #requireTime}
     */
    void failed(Throwable failure) {
        failures++;
        if (failures == 2) { // what is over by the second, as a lost race is, is worth no line
            log.warn("{}: trying again: {}", queue, failure.toString());
        }
        requireTime(failure);
        next = System.nanoTime() + backoff.after(failures).toNanos();
    }

    /** The time until the next attempt is due, or zero. */
    Duration untilNext() {
        return Duration.ofNanos(Math.max(0, next - System.nanoTime()));
    }

    /**
     * As {@link #failed}, and waits until the next attempt is due.
     *
     * @throws GiveBackException as {@link #requireTime}
     */
    void pause(Throwable failure) {
        failed(failure);
        try {
            if (stopped.await(untilNext().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new GiveBackException("Stopping", failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GiveBackException("Interrupted", e);
        }
    }
}
