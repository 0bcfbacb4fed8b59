package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.Delivery;
import io.steadfast.messaging.inbox.BatchHandler;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Handles a batch of deliveries in one transaction; if that fails for a reason that stays, each alone, so that a
 * message that cannot be handled takes nobody with it. One that cannot be handled yet is held and tried again while
 * others go on.
 */
final class BatchProcessor<T> {

    private final BatchHandler<T> handler;
    private final TransactionOperations transactions;
    private final DeadLetterPublisher deadLetters;
    private final ListenerProperties properties;
    private final CountDownLatch stopped;
    private final List<Item<T>> held = new ArrayList<>();
    private Retries retries;

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
        this.stopped = stopped;
        this.retries = newRetries();
    }

    /** Forgets what is held, as it has gone back to the queue. */
    void reset() {
        held.clear();
    }

    /** How long to wait for deliveries before {@link #process} is worth a call without any; null if for ever. */
    @Nullable
    Duration patience() {
        return held.isEmpty() ? null : retries.untilNext();
    }

    /**
     * Handles deliveries, and again those held from before if it is time. Hands each to {@code settled} once it has
     * taken effect or is among the dead letters, and may be acknowledged; the others are held.
     *
     * @throws GiveBackException if deliveries have been held for too long, or the service is stopping
     */
    void process(List<Delivery> deliveries, Consumer<Delivery> settled) {
        if (held.isEmpty()) {
            retries = newRetries();
        }
        List<Item<T>> readable = new ArrayList<>();
        List<Item<T>> alone = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            Item<T> item = read(delivery);
            (item.unreadable == null ? readable : alone).add(item);
        }
        if (handledTogether(readable)) {
            readable.forEach(item -> settled.accept(item.delivery));
        } else {
            alone.addAll(0, readable);
        }
        eachAlone(alone, settled);
    }

    /** What fails joins those held, and all of them are tried again when it is their time. */
    private void eachAlone(List<Item<T>> items, Consumer<Delivery> settled) {
        boolean due = retries.untilNext().isZero();
        if (due) {
            items.addAll(0, held);
            held.clear();
        }
        Throwable latest = null;
        for (Item<T> item : items) {
            Throwable failure = settle(item);
            if (failure == null) {
                settled.accept(item.delivery);
            } else {
                retries.requireTime(failure);
                held.add(item);
                latest = failure;
            }
        }
        if (due && latest != null) {
            retries.failed(latest);
        }
    }

    private Item<T> read(Delivery delivery) {
        try {
            return new Item<>(delivery, handler.read(delivery), null);
        } catch (UnprocessableMessageException e) {
            return new Item<>(delivery, null, e);
        } catch (RuntimeException e) {
            // Whatever the failure: the same bytes are read no better another time.
            return new Item<>(
                    delivery, null, new UnprocessableMessageException("cannot be read: " + e.getMessage(), e));
        }
    }

    /** A failure that passes is waited for, but only for so long: it may be about one message alone. */
    private boolean handledTogether(List<Item<T>> items) {
        if (items.size() < 2) {
            return items.isEmpty();
        }
        Retries retries = newRetries();
        for (int attempt = 1; attempt <= properties.attempts(); attempt++) {
            Throwable failure = failureOf(items);
            if (failure == null) {
                return true;
            } else if (FailureKind.of(failure) != FailureKind.TRANSIENT) {
                return false;
            }
            retries.pause(failure);
        }
        return false;
    }

    /** Returns null if that is done, else the failure after which the message is worth another try. */
    private @Nullable Throwable settle(Item<T> item) {
        Throwable failure = failureOf(List.of(item));
        if (failure == null) {
            return null;
        }
        FailureKind kind = FailureKind.of(failure);
        item.unknownFailures += kind == FailureKind.UNKNOWN ? 1 : 0;
        boolean hopeless = kind == FailureKind.PERMANENT || item.unknownFailures >= properties.attempts();
        if (!hopeless || handler.queue().equals(Topology.DEAD_LETTERS)) {
            return failure;
        }
        deadLetters.publish(handler.queue(), item.delivery, failure);
        return null;
    }

    private @Nullable Throwable failureOf(List<Item<T>> items) {
        try {
            List<T> messages = items.stream().map(Item::message).toList();
            transactions.executeWithoutResult(status -> handler.handle(messages));
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    private Retries newRetries() {
        return new Retries(handler.queue(), properties, stopped);
    }

    private static final class Item<T> {

        private final Delivery delivery;
        private final @Nullable T message;
        private final @Nullable UnprocessableMessageException unreadable;
        private int unknownFailures;

        Item(Delivery delivery, @Nullable T message, @Nullable UnprocessableMessageException unreadable) {
            this.delivery = delivery;
            this.message = message;
            this.unreadable = unreadable;
        }

        /** @throws UnprocessableMessageException if it could not be read */
        T message() {
            if (unreadable != null) {
                throw unreadable;
            }
            return Objects.requireNonNull(message);
        }
    }
}
