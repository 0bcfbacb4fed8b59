package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One channel that consumes one queue. Deliveries wait here until the one thread that consumes takes them. */
final class Consumption implements AutoCloseable {

    /** Wakes whoever waits when no delivery will come any more. */
    private static final Delivery END = new Delivery(null, null, new byte[0]);

    private final Channel channel;
    private final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
    private boolean over;
    private int open;

    Consumption(Channel channel, String queue, int prefetch) throws IOException {
        this.channel = channel;
        channel.basicQos(prefetch);
        channel.basicConsume(queue, false, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                arrived.add(new Delivery(envelope, properties, body));
            }

            @Override
            public void handleCancel(String tag) {
                end();
            }

            @Override
            public void handleShutdownSignal(String tag, ShutdownSignalException cause) {
                end();
            }
        });
    }

    /**
     * Waits for a delivery and takes with it what else has arrived.
     *
     * @param patience the longest wait, null for one without end
     * @return empty if the wait was in vain or {@link #isOver()}
     */
    List<Delivery> take(int max, @Nullable Duration patience) throws InterruptedException {
        Delivery first = patience == null ? arrived.take() : arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return List.of();
        }
        List<Delivery> batch = new ArrayList<>();
        batch.add(first);
        arrived.drainTo(batch, max - 1);
        if (batch.contains(END)) {
            over = true;
            return List.of();
        }
        open += batch.size();
        return batch;
    }

    /** Whether there will be no more deliveries. */
    boolean isOver() {
        return over;
    }

    /** With a single frame if nothing else is open. A tag must not be acknowledged twice, not even as "up to here". */
    void acknowledge(List<Delivery> settled) throws IOException {
        open -= settled.size();
        var tags = settled.stream().mapToLong(delivery -> delivery.getEnvelope().getDeliveryTag());
        if (open == 0) {
            tags = tags.max().stream();
        }
        for (long tag : tags.toArray()) {
            channel.basicAck(tag, open == 0);
        }
    }

    void end() {
        arrived.add(END);
    }

    /** What was not acknowledged goes back to the queue. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.abort();
        }
    }
}
