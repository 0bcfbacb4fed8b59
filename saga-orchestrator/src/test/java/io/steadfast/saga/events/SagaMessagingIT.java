package io.steadfast.saga.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.contracts.Contract;
import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;
import io.steadfast.local.testing.TestBroker;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.local.testing.UsesBroker;
import io.steadfast.saga.SagaOrchestratorApplication;
import io.steadfast.saga.testing.Sagas;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
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
        registry.add("STEADFAST_OPERATOR_PASSWORD", () -> "operator-secret");
    }

    @LocalServerPort
    int port;

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

    @Test
    void aReplayedLetterDiesAgainAsAnotherOrTakesEffectOnce() {
        String order = sagas.newOrder();
        send("InventoryReserved", order, "\"reservations\":[]");
        String first = openLetter(order);
        assertThat(replay(first).status()).isEqualTo(202);
        String second = openLetter(order);

        JsonNode before = letter(first);
        JsonNode again = letter(second);
        assertThat(second).isNotEqualTo(first);
        assertThat(again.path("deaths").asInt()).isEqualTo(2);
        assertThat(again.path("deliveries").asInt()).isEqualTo(1);
        assertThat(again.path("body")).isEqualTo(before.path("body"));
        assertThat(again.path("headers").propertyNames())
                .containsExactlyElementsOf(before.path("headers").propertyNames());

        place(order);
        command(Contract.Queue.INVENTORY_COMMANDS, "ReserveInventory", order);
        assertThat(replay(second).status()).isEqualTo(202);
        command(Contract.Queue.ORDER_COMMANDS, "ConfirmOrder", order);
        assertThat(replay(second).isProblem(409)).isTrue();
        assertThat(sagas.journal(order)).filteredOn("succeeded"::equals).hasSize(1);
    }

    @Test
    void aReplayedLetterComesToItsQueueByteByByteWithItsIdAndWithoutItsDeath() {
        byte[] body = {'{', (byte) 0xff, 0, '}'};
        String id = UUID.randomUUID().toString();
        MessageProperties died = new MessageProperties();
        died.setMessageId(id);
        died.setType("ReserveInventory");
        died.setHeader("x-tenant", "t-1");
        died.setHeader("steadfast-death-id", UUID.randomUUID().toString());
        died.setHeader("steadfast-death-queue", Contract.Queue.INVENTORY_COMMANDS);
        send(Contract.Queue.DEAD_LETTERS, new Message(body, died));

        replay(openLetterOf("message_id", id));

        Message replayed =
                received(Contract.Queue.INVENTORY_COMMANDS, message -> Arrays.equals(message.getBody(), body));
        assertThat(replayed.getMessageProperties().getMessageId()).isEqualTo(id);
        assertThat(replayed.getMessageProperties().getType()).isEqualTo("ReserveInventory");
        assertThat(replayed.getMessageProperties().getHeaders())
                .containsEntry("x-tenant", "t-1")
                .allSatisfy((name, value) -> assertThat(name).doesNotStartWith("steadfast-death"));
    }

    private JsonApi operator() {
        return new JsonApi(port, JsonApi.login("operator", "operator-secret"));
    }

    private Answer replay(String letter) {
        return operator().post("/admin/dead-letters/" + letter + "/replay", "{\"reason\": \"mended\"}");
    }

    private JsonNode letter(String id) {
        return operator().get("/admin/dead-letters/" + id).json();
    }

    private String openLetter(String order) {
        return openLetterOf("order_id", order);
    }

    private String openLetterOf(String column, String value) {
        return await().atMost(PATIENCE)
                .until(
                        () -> jdbc.sql("select id from dead_letters where status = 'open' and %s = ?".formatted(column))
                                .param(value)
                                .query(String.class)
                                .list(),
                        letters -> letters.size() == 1)
                .get(0);
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
        place(order);
        return order;
    }

    private void place(String order) {
        send("OrderCreated", order, """
                "id":"%s","customerId":"c-42","items":[{"productId":"item1","quantity":2}],\
                "status":"pending","createdAt":"2026-11-23T08:00:00Z\"""".formatted(order));
    }

    private void send(String type, String order, String data) {
        String body = """
                {"id":"%s","type":"%s","timestamp":"2026-11-23T08:00:00Z","data":{"orderId":"%s",%s}}""".formatted(UUID.randomUUID(), type, order, data);
        send(Contract.Queue.SAGA_EVENTS, new Message(body.getBytes(StandardCharsets.UTF_8), new MessageProperties()));
    }

    private void send(String queue, Message message) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(AmqpException.class).until(() -> {
            amqp.execute(channel -> channel.queueDeclarePassive(queue)); // or it would be dropped
            amqp.send("", queue, message);
            return true;
        });
    }

    private JsonNode command(String queue, String type, String order) {
        Message command = received(queue, message -> {
            JsonNode json = JSON.readTree(message.getBody());
            return json.path("type").asString().equals(type)
                    && json.path("data").path("orderId").asString().equals(order);
        });
        return JSON.readTree(command.getBody());
    }

    /** Takes messages from the queue until one is the right one. */
    private Message received(String queue, Predicate<Message> isIt) {
        List<Message> found = new ArrayList<>();
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(AmqpException.class).until(() -> {
            var message = amqp.receive(queue, 500);
            if (message != null && isIt.test(message)) {
                found.add(message);
            }
            return !found.isEmpty();
        });
        return found.get(0);
    }
}
