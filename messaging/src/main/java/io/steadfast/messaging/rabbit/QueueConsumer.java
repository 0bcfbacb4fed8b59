package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.Delivery;
import io.steadfast.messaging.Backoff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

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
    private final Runnable databaseProbe;
    private final CountDownLatch stopped;
    private final Thread thread;
    private volatile @Nullable Consumption current;
    private boolean complained;

    QueueConsumer(
            String name,
            String queue,
            BrokerLink link,
            BatchProcessor<?> processor,
            ListenerProperties properties,
            CountDownLatch stopped,
            Runnable databaseProbe) {
        this.queue = queue;
        this.link = link;
        this.processor = processor;
        this.properties = properties;
        this.backoff = new Backoff(properties.initialBackoff(), properties.maxBackoff());
        this.stopped = stopped;
        this.databaseProbe = databaseProbe;
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
            boolean handled = consume(failures > 0);
            failures = handled ? 1 : failures + 1;
            pause(failures);
        }
    }

    /** Consumes until that fails or the service ends; returns whether anything was handled. */
    private boolean consume(boolean again) {
        boolean handled = false;
        try (Consumption consumption = open(again)) {
            current = consumption;
            processor.reset();
            while (!isStopped() && !consumption.isOver()) {
                List<Delivery> batch = consumption.take(properties.maxBatch(), processor.patience());
                if (handle(batch, consumption)) {
                    handled = true;
                    complained = false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | Error e) {
            complain(e);
        } finally {
            current = null;
        }
        return handled;
    }

    /** Returns whether anything was settled; that is acknowledged even if the rest has to go back. */
    private boolean handle(List<Delivery> batch, Consumption consumption) throws IOException {
        List<Delivery> settled = new ArrayList<>(batch.size());
        try {
            processor.process(batch, settled::add);
        } finally {
            consumption.acknowledge(settled);
        }
        return !settled.isEmpty();
    }

    /** One line an outage, and none when the service ends. */
    private void complain(Throwable failure) {
        if (!complained && !isStopped()) {
            complained = true;
            var cause = NestedExceptionUtils.getMostSpecificCause(failure);
            log.warn("{}: consuming again as soon as that is possible: {}", queue, cause.toString());
        }
    }

    /**
     * After a failure the database is looked after first: deliveries taken in vain count against them. The topology is
     * declared each time, as another connection may be about to declare it just now.
     */
    private Consumption open(boolean again) throws IOException {
        if (again) {
            databaseProbe.run();
        }
        link.declareTopology();
        return new Consumption(link.openChannel(), queue, properties.prefetch());
    }

    private boolean isStopped() {
        return stopped.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    private void pause(int failures) {
        try {
            stopped.await(backoff.after(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
