package io.steadfast.benchmarks.relay;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.steadfast.benchmarks.system.UnsoundResult;
import io.steadfast.local.broker.Broker;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Hears what is published, and when. */
final class Receiver implements AutoCloseable {

    private static final int PREFETCH = 1_000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Connection connection;
    private final AtomicLong received = new AtomicLong();
    private final Map<String, Long> times = new ConcurrentHashMap<>();
    private volatile boolean noting;

    Receiver(Broker broker) throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        connection = factory.newConnection();
        var channel = connection.createChannel();
        channel.basicQos(PREFETCH);
        channel.basicConsume(Sender.QUEUE, false, new Consumer(channel));
    }

    private final class Consumer extends DefaultConsumer {

        private int unacknowledged;

        Consumer(Channel channel) {
            super(channel);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws IOException {
            if (noting) {
                times.put(properties.getMessageId(), System.nanoTime());
            }
            received.incrementAndGet();
            if (++unacknowledged == PREFETCH / 4) {
                unacknowledged = 0;
                getChannel().basicAck(envelope.getDeliveryTag(), true);
            }
        }
    }

    long count() {
        return received.get();
    }

    /** Returns when so many were received. */
    void await(long messages) {
        var deadline = System.nanoTime() + PATIENCE;
        while (count() < messages) {
            if (System.nanoTime() > deadline) {
                throw new UnsoundResult("%d of %d messages were received within a minute".formatted(count(), messages));
            }
            LockSupport.parkNanos(200_000);
        }
    }

    /** From now on, until they are asked for: millions of them would cost what is measured. */
    void noteTimes() {
        noting = true;
    }

    /** When each message was received since then, by {@link System#nanoTime}. */
    Map<String, Long> times() {
        noting = false;
        var noted = Map.copyOf(times);
        times.clear();
        return noted;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
