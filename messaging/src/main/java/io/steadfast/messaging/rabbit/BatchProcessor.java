package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.Delivery;
import io.steadfast.messaging.Backoff;
import io.steadfast.messaging.inbox.BatchHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Handles a batch of deliveries in one transaction; if that fails for a reason that is not transient, each alone, so
 * that a poison message takes nobody with it.
 */
final class BatchProcessor<T> {

    private static final Logger log = LoggerFactory.getLogger(BatchProcessor.class);

    private final BatchHandler<T> handler;
    private final TransactionOperations transactions;
    private final DeadLetterPublisher deadLetters;
    private final ListenerProperties properties;
    private final Backoff backoff;
    private final CountDownLatch stopped;

    BatchProcessor(
            BatchHandler<T> handler,
            TransactionOperations transactions,
            DeadLetterPublisher deadLetters,
            ListenerProperties properties,
            CountDownLatch stopped) {
        this.handler = handler;
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.properties = properties;
        this.backoff = new Backoff(properties.initialBackoff(), properties.maxBackoff());
        this.stopped = stopped;
    }

    /**
     * Returns when every delivery has taken effect or is among the dead letters, and may be acknowledged.
     *
     * @throws GiveBackException if that cannot be reached now; some may have taken effect
     */
    void process(List<Delivery> deliveries) {
        List<Item<T>> readable = new ArrayList<>(deliveries.size());
        Map<Delivery, RuntimeException> unreadable = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            try {
                readable.add(new Item<>(delivery, handler.read(delivery)));
            } catch (RuntimeException e) {
                // Whatever the failure: the same bytes are read no better another time.
                unreadable.put(delivery, e);
            }
        }
        if (!readable.isEmpty()) {
            handle(readable);
        }
        // Last: if all are given back, what was handled is recognised, but what was dead-lettered would die again.
        unreadable.forEach(this::deadLetter);
    }

    private void handle(List<Item<T>> items) {
        long begin = System.nanoTime();
        int unknown = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                transactions.executeWithoutResult(status ->
                        handler.handle(items.stream().map(Item::message).toList()));
                return;
            } catch (RuntimeException | Error e) {
                FailureKind kind = FailureKind.of(e);
                if (kind != FailureKind.TRANSIENT && items.size() > 1) {
                    items.forEach(item -> handle(List.of(item)));
                    return;
                }
                unknown += kind == FailureKind.UNKNOWN ? 1 : 0;
                if (kind == FailureKind.PERMANENT || unknown >= properties.attempts()) {
                    deadLetter(items.get(0).delivery(), e);
                    return;
                }
                if (attempt == 2) { // what is over by the second, as a lost race is, is worth no line
                    String patience = kind == FailureKind.TRANSIENT ? "until it works" : "a few times";
                    log.warn("{}: trying again {}: {}", handler.queue(), patience, e.toString());
                }
                pause(attempt, Duration.ofNanos(System.nanoTime() - begin), e);
            }
        }
    }

    private void deadLetter(Delivery delivery, Throwable cause) {
        if (handler.queue().equals(Topology.DEAD_LETTERS)) {
            throw new GiveBackException("A dead letter could not be kept", cause);
        }
        deadLetters.publish(handler.queue(), delivery, cause);
    }

    private void pause(int attempt, Duration held, Throwable cause) {
        if (held.compareTo(properties.holdLimit()) > 0) {
            throw new GiveBackException("Not handled within " + properties.holdLimit(), cause);
        }
        try {
            if (stopped.await(backoff.after(attempt).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new GiveBackException("Stopping", cause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GiveBackException("Interrupted", e);
        }
    }

    private record Item<T>(Delivery delivery, T message) {}
}
