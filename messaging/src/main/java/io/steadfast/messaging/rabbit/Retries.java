package io.steadfast.messaging.rabbit;

import io.steadfast.messaging.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pauses between attempts at the deliveries at hand, and the end of all patience with them. */
final class Retries {

    private static final Logger log = LoggerFactory.getLogger(Retries.class);

    private final String queue;
    private final Duration holdLimit;
    private final Backoff backoff;
    private final CountDownLatch stopped;
    private final long begin = System.nanoTime();
    private int pauses;

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
     * Waits until it is time to try again.
     *
     * @throws GiveBackException as {@link #requireTime}
     */
    void pause(Throwable failure) {
        pauses++;
        if (pauses == 2) { // what is over by the second, as a lost race is, is worth no line
            log.warn("{}: trying again: {}", queue, failure.toString());
        }
        requireTime(failure);
        try {
            if (stopped.await(backoff.after(pauses).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new GiveBackException("Stopping", failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GiveBackException("Interrupted", e);
        }
    }
}
