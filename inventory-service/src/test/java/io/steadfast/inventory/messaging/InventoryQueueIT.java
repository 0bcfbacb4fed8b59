package io.steadfast.inventory.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.steadfast.contracts.Contract.Queue;
import io.steadfast.inventory.testing.Conservation;
import io.steadfast.inventory.testing.RunningInventoryService;
import io.steadfast.local.testing.TestBroker;
import io.steadfast.local.testing.TestServers;
import io.steadfast.local.testing.UsesBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as the saga reaches it: commands by the broker, answers to whoever has bound a queue for them. */
@RunningInventoryService
@UsesBroker
class InventoryQueueIT {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AmqpAdmin admin;

    private Connection connection;
    private Channel channel;
    private final List<JsonNode> dead = new ArrayList<>();
    private final List<JsonNode> answers = new ArrayList<>();

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry registry) {
        registry.add("spring.rabbitmq.host", () -> TestServers.broker().host());
        registry.add("spring.rabbitmq.port", () -> TestServers.broker().port());
    }

    @BeforeEach
    void connect() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> admin.getQueueInfo(Queue.DEAD_LETTERS) != null);
        TestBroker broker = TestServers.broker();
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        connection = factory.newConnection();
        channel = connection.createChannel();
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        Conservation.assertHolds(jdbc);
    }

    @Test
    void commandsAreAnsweredOnceEachAndWhatCannotBeHandledDies() throws Exception {
        // Only an envelope that says what it must: no version, no metadata, no properties.
        String id = UUID.randomUUID().toString();
        String reserve = envelope(id, "ReserveInventory", """
                {"orderId":"amqp-1","items":[{"productId":"item1","quantity":2},{"productId":"item1","quantity":1}]}""");
        send(reserve);
        send(reserve);
        send(envelope(UUID.randomUUID().toString(), "ReserveInventory", """
                {"orderId":"amqp-2","items":[{"productId":"item1","quantity":-1}]}"""));
        send(envelope(UUID.randomUUID().toString(), "ConfirmReservation", "{\"orderId\":\"amqp-1\"}"));

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            drain(Queue.SAGA_EVENTS, answers);
            drain(Queue.DEAD_LETTERS, dead);
            assertThat(answers).hasSize(2);
            assertThat(dead).hasSize(1);
        });
        assertThat(answers.get(0).path("type").asString()).isEqualTo("InventoryReserved");
        assertThat(answers.get(0).path("data").path("reservations").toString())
                .isEqualTo("[{\"productId\":\"item1\",\"quantity\":3}]");
        assertThat(answers.get(0).path("metadata").path("causationId").asString())
                .isEqualTo(id);
        assertThat(answers.get(1).path("type").asString()).isEqualTo("InventoryConfirmed");
        assertThat(dead.get(0).path("data").path("orderId").asString()).isEqualTo("amqp-2");
        assertThat(jdbc.sql("select on_hand from product where id = 'item1'")
                        .query(Long.class)
                        .single())
                .isEqualTo(97);
    }

    private void send(String envelope) throws IOException {
        channel.basicPublish(
                "", Queue.INVENTORY_COMMANDS, new BasicProperties.Builder().build(), envelope.getBytes(UTF_8));
    }

    private void drain(String queue, List<JsonNode> into) throws IOException {
        for (GetResponse next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
            into.add(JSON.readTree(next.getBody()));
        }
    }

    private static String envelope(String id, String type, String data) {
        return "{\"id\":\"%s\",\"type\":\"%s\",\"data\":%s}".formatted(id, type, data);
    }
}
