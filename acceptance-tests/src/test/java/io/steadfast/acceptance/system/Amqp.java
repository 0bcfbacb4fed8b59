package io.steadfast.acceptance.system;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConnectionFactory;
import io.steadfast.local.broker.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;

/** Another program that knows the queues and nothing of this code. */
public final class Amqp {

    private static final long CONFIRM_MILLIS = 20_000;

    private final Broker broker;

    Amqp(Broker broker) {
        this.broker = broker;
    }

    /** Publishes a body to a queue by the default exchange, without any property, and waits until the broker has it. */
    public void send(String queue, String body) {
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        try (var connection = factory.newConnection();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish("", queue, true, new BasicProperties(), body.getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker did not confirm", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
