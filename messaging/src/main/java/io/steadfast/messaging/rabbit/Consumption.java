package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One channel that consumes one queue: deliveries wait here until the consumer's thread takes them. */
final class Consumption implements AutoCloseable {

    /** Wakes whoever waits when no delivery will come any more. */
    private static final Delivery END = new Delivery(null, null, new byte[0]);

    private final Channel channel;
    private final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();

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

    /** Waits for a delivery and takes with it what else has arrived. Empty when there will be no more. */
    List<Delivery> take(int max) throws InterruptedException {
        List<Delivery> batch = new ArrayList<>();
        batch.add(arrived.take());
        arrived.drainTo(batch, max - 1);
        int end = batch.indexOf(END);
        return end < 0 ? batch : List.of();
    }

    /** Acknowledges those of {@code batch}, which is the latest one, that are settled. */
    void acknowledge(List<Delivery> settled, List<Delivery> batch) throws IOException {
        if (settled.size() == batch.size()) {
            channel.basicAck(batch.get(batch.size() - 1).getEnvelope().getDeliveryTag(), true);
            return;
        }
        for (Delivery delivery : settled) {
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
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
