package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.Delivery;
import io.steadfast.messaging.Backoff;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes what has arrived in a queue, has it handled, and acknowledges it. It never waits for a batch
 * to fill. When anything fails it gives its deliveries back, pauses and consumes again.
 */
final class QueueConsumer {

    private static final Logger log = LoggerFactory.getLogger(QueueConsumer.class);

    private final String queue;
    private final BrokerLink link;
    private final BatchProcessor<?> processor;
    private final ListenerProperties properties;
    private final Backoff backoff;
    private final Runnable awaitDatabase;
    private final CountDownLatch stopped;
    private final Thread thread;
    private volatile @Nullable Consumption current;

    QueueConsumer(
            String name,
            String queue,
            BrokerLink link,
            BatchProcessor<?> processor,
            ListenerProperties properties,
            CountDownLatch stopped,
            Runnable probe) {
        this.queue = queue;
        this.link = link;
        this.processor = processor;
        this.properties = properties;
        this.backoff = new Backoff(properties.initialBackoff(), properties.maxBackoff());
        this.stopped = stopped;
        this.awaitDatabase = probe;
        this.thread = new Thread(this::run, name);
    }

    void start() {
        thread.start();
    }

    /** To be called after {@code stopped} was counted down: lets the batch at hand finish. */
    void stop() throws InterruptedException {
        Consumption consumption = current;
        if (consumption != null) {
            consumption.end();
        }
        thread.join();
    }

    private void run() {
        int failures = 0;
        while (!isStopped()) {
            try {
                if (failures > 0) {
                    awaitDatabase.run();
                    link.declareTopology();
                }
                if (consume()) {
                    failures = 0;
                }
                failures++;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception | StackOverflowError e) {
                failures++;
                if (failures == 1) {
                    log.warn("{}: consuming again as soon as that is possible: {}", queue, e.toString());
                }
            }
            pause(failures);
        }
    }

    /** Consumes until the channel or the service ends; returns whether anything was handled. */
    private boolean consume() throws IOException, InterruptedException {
        boolean handled = false;
        try (Consumption consumption = new Consumption(link.openChannel(), queue, properties.prefetch())) {
            current = consumption;
            while (!isStopped()) {
                List<Delivery> batch = consumption.take(properties.maxBatch());
                if (batch.isEmpty()) {
                    break;
                }
                processor.process(batch);
                consumption.acknowledge(batch);
                handled = true;
            }
        } finally {
            current = null;
        }
        return handled;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause(int failures) {
        try {
            stopped.await(backoff.after(Math.max(failures, 1)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
