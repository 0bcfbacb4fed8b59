package io.steadfast.local.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@UsesBroker
class BrokerIT {

    private static final String QUEUE = "kept";

    private final TestBroker broker = TestServers.broker();

    @AfterEach
    void reset() {
        broker.reset();
    }

    @Test
    void confirmedMessageSurvivesAnOrderlyRestartAndThenAKill() throws Exception {
        send("one");
        broker.stop();
        assertThat(broker.isRunning()).isFalse();
        broker.start();
        assertThat(receive()).isEqualTo("one");

        // Into an older queue: RabbitMQ 3 may lose a quorum queue that was declared within half a second before a kill.
        send("two");
        broker.kill();
        broker.start();
        assertThat(receive()).isEqualTo("two");
    }

    @Test
    void resetForgetsQueuesAndMessages() throws Exception {
        send("one");

        broker.reset();

        try (var connection = connect()) {
            assertThatThrownBy(() -> connection.createChannel().queueDeclarePassive(QUEUE))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void wipedBrokerIsEmptyAndRuns() throws Exception {
        send("one");

        broker.wipe();

        try (var connection = connect()) {
            assertThatThrownBy(() -> connection.createChannel().queueDeclarePassive(QUEUE))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void unroutableMandatoryMessageIsReturnedAndTheConnectionStays() throws Exception {
        try (var connection = connect();
                var channel = confirming(connection)) {
            channel.exchangeDeclare("nowhere", "topic", true);
            var returned = new CompletableFuture<String>();
            channel.addReturnListener(message -> returned.complete(message.getRoutingKey()));
            channel.basicPublish("nowhere", "key", true, MessageProperties.PERSISTENT_BASIC, new byte[0]);
            // RabbitMQ acks what it has returned, Qpid nacks it; both are an answer.
            channel.waitForConfirms(10_000);

            assertThat(returned.get(10, TimeUnit.SECONDS)).isEqualTo("key");
            assertThat(channel.isOpen()).isTrue();
        }
    }

    private void send(String body) throws Exception {
        try (var connection = connect();
                var channel = confirming(connection)) {
            channel.queueDeclare(
                    QUEUE,
                    true,
                    false,
                    false,
                    Map.of(
                            "x-queue-type", "quorum",
                            "x-delivery-limit", 100,
                            "x-dead-letter-exchange", "",
                            "x-dead-letter-routing-key", "dead-letters",
                            "x-dead-letter-strategy", "at-least-once",
                            "x-overflow", "reject-publish"));
            channel.basicPublish("", QUEUE, true, MessageProperties.PERSISTENT_BASIC, body.getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    /** A new connection for each attempt: after a kill, a quorum queue may fail its first callers until it has a leader. */
    private String receive() {
        return await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(this::receiveNow, Objects::nonNull);
    }

    private @Nullable String receiveNow() throws Exception {
        try (var connection = connect();
                var channel = connection.createChannel()) {
            var message = channel.basicGet(QUEUE, true);
            return message == null ? null : new String(message.getBody(), UTF_8);
        }
    }

    private static Channel confirming(Connection connection) throws IOException {
        var channel = connection.createChannel();
        channel.confirmSelect();
        return channel;
    }

    private Connection connect() throws Exception {
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }
}
