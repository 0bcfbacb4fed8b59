package io.steadfast.saga.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.contracts.Contract;
import io.steadfast.local.testing.TestBroker;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.local.testing.UsesBroker;
import io.steadfast.saga.SagaOrchestratorApplication;
import io.steadfast.saga.testing.Sagas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orchestrator with a broker; the test plays the participants. */
@UsesBroker
@DirtiesContext
@Import(Sagas.class)
@SpringBootTest(
        classes = SagaOrchestratorApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "steadfast.place-order.first-resend=2s",
            "steadfast.sweep.interval=200ms",
            "steadfast.audit.migrate=false",
            "logging.level.org.springframework.amqp=off"
        })
class SagaMessagingIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestDatabase database = TestServers.newDatabase();
        TestBroker broker = TestServers.broker();
        registry.add("STEADFAST_SAGAS_JDBC_URL", database::jdbcUrl);
        registry.add("STEADFAST_AMQP_HOST", broker::host);
        registry.add("STEADFAST_AMQP_PORT", broker::port);
    }

    @Autowired
    RabbitTemplate amqp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sagas sagas;

    @Test
    void anOrderIsCarriedToItsEnd() {
        String order = place();
        command(Contract.Queue.INVENTORY_COMMANDS, "ReserveInventory", order);
        carryOn(order);
    }

    @Test
    void afterTheBrokerHasLostEverythingTheCommandIsSentAgainAsANewMessage() {
        String order = place();
        await().atMost(PATIENCE)
                .until(() -> sagas.journal(order).contains("sent")
                        && sagas.outbox(order).isEmpty());
        Object lost = sagas.row(order).get("command_id");
        TestServers.broker().reset();
        JsonNode again = command(Contract.Queue.INVENTORY_COMMANDS, "ReserveInventory", order);
        assertThat(again.path("id").asString()).isNotEqualTo(String.valueOf(lost));
        carryOn(order);
        assertThat(sagas.journal(order)).contains("resent");
    }

    @Test
    void aReplyWithoutASagaBecomesADeadLetter() {
        String order = sagas.newOrder();
        send("InventoryReserved", order, "\"reservations\":[]");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                jdbc.sql("select reason, status, order_id from dead_letters where order_id = ?")
                                        .param(order)
                                        .query()
                                        .listOfRows())
                        .singleElement()
                        .satisfies(letter -> assertThat(letter.toString()).contains("has no saga", "open")));
    }

    private void carryOn(String order) {
        send("InventoryReserved", order, "\"reservations\":[]");
        command(Contract.Queue.ORDER_COMMANDS, "ConfirmOrder", order);
        send("OrderStatusUpdated", order, "\"status\":\"confirmed\",\"updatedAt\":\"2026-11-23T08:00:00Z\"");
        command(Contract.Queue.INVENTORY_COMMANDS, "ConfirmReservation", order);
        send("InventoryConfirmed", order, "\"more\":1");
        await().atMost(PATIENCE).until(() -> sagas.state(order).equals("completed confirm-stock"));
    }

    private String place() {
        String order = sagas.newOrder();
        send("OrderCreated", order, """
                "id":"%s","customerId":"c-42","items":[{"productId":"item1","quantity":2}],\
                "status":"pending","createdAt":"2026-11-23T08:00:00Z\"""".formatted(order));
        return order;
    }

    private void send(String type, String order, String data) {
        String body = """
                {"id":"%s","type":"%s","timestamp":"2026-11-23T08:00:00Z","data":{"orderId":"%s",%s}}""".formatted(UUID.randomUUID(), type, order, data);
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(AmqpException.class).until(() -> {
            amqp.execute(channel -> channel.queueDeclarePassive(Contract.Queue.SAGA_EVENTS)); // or it would be dropped
            amqp.convertAndSend("", Contract.Queue.SAGA_EVENTS, body.getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    private JsonNode command(String queue, String type, String order) {
        List<JsonNode> found = new ArrayList<>();
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(AmqpException.class).until(() -> {
            var message = amqp.receive(queue, 500);
            if (message != null) {
                JsonNode json = JSON.readTree(message.getBody());
                if (json.path("type").asString().equals(type)
                        && json.path("data").path("orderId").asString().equals(order)) {
                    found.add(json);
                }
            }
            return !found.isEmpty();
        });
        return found.get(0);
    }
}
