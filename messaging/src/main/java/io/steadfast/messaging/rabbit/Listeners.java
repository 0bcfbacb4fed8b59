package io.steadfast.messaging.rabbit;

import io.steadfast.messaging.inbox.BatchHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/** The consumers of all queues that this service handles. */
final class Listeners implements SmartLifecycle {

    private static final Duration DEAD_LETTER_TIMEOUT = Duration.ofSeconds(10);

    private final BrokerLink consuming;
    private final BrokerLink publishing;
    private final List<BatchHandler<?>> handlers;
    private final TransactionOperations transactions;
    private final ListenerProperties properties;
    private final Clock clock;
    private final List<QueueConsumer> consumers = new ArrayList<>();
    private final List<DeadLetterPublisher> publishers = new ArrayList<>();
    private CountDownLatch stopped = new CountDownLatch(0);

    Listeners(
            BrokerLink consuming,
            BrokerLink publishing,
            List<BatchHandler<?>> handlers,
            TransactionOperations transactions,
            ListenerProperties properties,
            Clock clock) {
        this.consuming = consuming;
        this.publishing = publishing;
        this.handlers = handlers;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        handlers.forEach(this::startConsumers);
    }

    private <T> void startConsumers(BatchHandler<T> handler) {
        for (int i = 1; i <= properties.consumers(); i++) {
            var deadLetters = new DeadLetterPublisher(publishing, DEAD_LETTER_TIMEOUT, clock);
            var processor = new BatchProcessor<>(handler, transactions, deadLetters, properties, stopped);
            var consumer = new QueueConsumer(
                    handler.queue() + "-" + i, handler.queue(), consuming, processor, properties, stopped, this::probe);
            publishers.add(deadLetters);
            consumers.add(consumer);
            consumer.start();
        }
    }

    /** Fails while the database is away: deliveries taken then would only count against innocent messages. */
    private void probe() {
        transactions.executeWithoutResult(status -> {});
    }

    @Override
    public void stop() {
        stopped.countDown();
        try {
            for (QueueConsumer consumer : consumers) {
                consumer.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publishers.forEach(DeadLetterPublisher::close);
        consumers.clear();
        publishers.clear();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    /** After the relay, and ends before it, so that the answers of the last batch can still go out. */
    @Override
    public int getPhase() {
        return 1_000;
    }
}
