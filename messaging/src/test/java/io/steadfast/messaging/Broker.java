package io.steadfast.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.steadfast.local.testing.TestBroker;
import io.steadfast.local.testing.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** A program of someone else's on the same broker. */
public final class Broker implements AutoCloseable {

    private final Connection connection;
    private final Channel channel;

    public Broker() throws IOException, TimeoutException {
        TestBroker broker = TestServers.broker();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false); // it would come back without the messages of its own queue
        connection = factory.newConnection();
        channel = connection.createChannel();
    }

    /** Puts a message into a queue by the default exchange. */
    public void put(String queue, String body) throws IOException {
        put(queue, new BasicProperties.Builder().build(), body);
    }

    public void put(String queue, BasicProperties properties, String body) throws IOException {
        channel.basicPublish("", queue, properties, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole envelope of a Ping. */
    public static String ping(UUID id, String aggregate, int number) {
        return """
                {"id":"%s","type":"Ping","data":{"aggregate":"%s","number":%d}}""".formatted(id, aggregate, number);
    }

    /** Takes what is in a queue now. */
    public List<GetResponse> drain(String queue) throws IOException {
        List<GetResponse> messages = new ArrayList<>();
        for (GetResponse next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
            messages.add(next);
        }
        return messages;
    }

    /** Binds a queue of its own and collects what arrives, in order. */
    public List<Heard> listen(String exchange, String routingKey) throws IOException {
        channel.exchangeDeclare(exchange, "topic", true);
        String queue = channel.queueDeclare("listen-" + UUID.randomUUID(), false, false, true, null)
                .getQueue();
        channel.queueBind(queue, exchange, routingKey);
        List<Heard> heard = new CopyOnWriteArrayList<>();
        JsonMapper json = new JsonMapper();
        channel.basicConsume(
                queue,
                true,
                (tag, delivery) -> {
                    var data = json.readTree(delivery.getBody()).get("data");
                    heard.add(new Heard(
                            UUID.fromString(delivery.getProperties().getMessageId()),
                            data.get("aggregate").asString(),
                            data.has("number") ? data.get("number").asInt() : 0));
                },
                tag -> {});
        return heard;
    }

    public void deleteExchange(String exchange) throws IOException {
        channel.exchangeDelete(exchange);
    }

    public void purge(String... queues) throws IOException {
        for (String queue : queues) {
            channel.queuePurge(queue);
        }
    }

    @Override
    public void close() {
        connection.abort(); // the broker may have closed it
    }

    /** One message as it was heard. */
    public record Heard(UUID id, String aggregate, int number) {}
}
