package io.steadfast.order.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.contracts.Contract;
import io.steadfast.local.testing.TestBroker;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.local.testing.UsesBroker;
import io.steadfast.order.OrderServiceApplication;
import io.steadfast.order.testing.OrderApi;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Binding.DestinationType;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service with a broker, as another program sees it. */
@UsesBroker
@DirtiesContext
@SpringBootTest(
        classes = OrderServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "steadfast.order.announcement.after=2s",
            "steadfast.order.announcement.at-most=2s",
            "steadfast.order.announcement.sweep-interval=500ms",
            "logging.level.org.springframework.amqp=off"
        })
class OrderMessagingIT {

    private static final JsonMapper JSON = new JsonMapper();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestDatabase database = TestServers.newDatabase();
        TestBroker broker = TestServers.broker();
        registry.add("STEADFAST_ORDERS_JDBC_URL", database::jdbcUrl);
        registry.add("STEADFAST_AMQP_HOST", broker::host);
        registry.add("STEADFAST_AMQP_PORT", broker::port);
    }

    @Autowired
    private AmqpAdmin admin;

    @Autowired
    private RabbitTemplate amqp;

    @LocalServerPort
    private int port;

    private OrderApi api;
    private final String queue = "test-" + UUID.randomUUID();

    @BeforeEach
    void listen() {
        api = new OrderApi(port);
        declareQueue();
    }

    @Test
    void placedOrderIsPublished() {
        String id = api.placed();
        assertThat(next(id, "OrderCreated").path("data").path("customerId").asString())
                .isEqualTo("c-42");
    }

    @Test
    void commandTakesEffectOnceAndAResendIsAnsweredAgain() {
        String id = api.placed();
        String command = command("ConfirmOrder", id);
        send(command);
        send(command);
        JsonNode answer = next(id, "OrderStatusUpdated");
        assertThat(answer.path("data").path("status").asString()).isEqualTo("confirmed");
        assertThat(api.get("/orders/" + id).text("status")).isEqualTo("confirmed");

        send(command("ConfirmOrder", id));
        JsonNode again = next(id, "OrderStatusUpdated");
        assertThat(again.path("id")).isNotEqualTo(answer.path("id"));
        assertThat(again.path("data")).isEqualTo(answer.path("data"));

        // Had the repeated delivery been answered, its answer would have come before the resend's.
        send(command("CancelOrder", id));
        assertThat(next(id, "").path("type").asString()).isEqualTo("OrderCommandRefused");
    }

    @Test
    void requestThatWaitsIsAnsweredWhenTheCommandHasTakenEffect() {
        var answer = api.postLater("/orders", OrderApi.ORDER, "Prefer", "wait=20");
        String id = next(null, "OrderCreated").path("data").path("id").asString();
        send(command("ConfirmOrder", id));
        assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(15))
                .extracting(order -> order.text("status"))
                .isEqualTo("confirmed");
    }

    @Test
    void pendingOrderAnnouncesItselfAgainAfterTheBrokerHasLostEverything() {
        String id = api.placed();
        api.post("/orders/" + id + "/cancel", "{\"reason\":\"changed my mind\"}");
        JsonNode created = next(id, "OrderCreated");
        JsonNode cancellation = next(id, "OrderCancellationRequested");
        TestServers.broker().reset();
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(AmqpException.class)
                .until(() -> {
                    declareQueue();
                    return true;
                });
        JsonNode again = next(id, "OrderCreated");
        assertThat(again.path("id")).isEqualTo(created.path("id"));
        assertThat(again.path("data")).isEqualTo(created.path("data"));
        assertThat(next(id, "OrderCancellationRequested").path("id")).isEqualTo(cancellation.path("id"));
        send(command("CancelOrder", id));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/orders/" + id).text("reason").equals("changed my mind"));
    }

    private void declareQueue() {
        admin.declareQueue(new Queue(queue, true));
        admin.declareExchange(new TopicExchange("orders"));
        admin.declareBinding(new Binding(queue, DestinationType.QUEUE, "orders", "#", null));
    }

    private void send(String body) {
        amqp.convertAndSend("", Contract.Queue.ORDER_COMMANDS, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String command(String type, String orderId) {
        return """
                {"id":"%s","type":"%s","timestamp":"2026-11-23T08:00:00Z","data":{"orderId":"%s"}}""".formatted(UUID.randomUUID(), type, orderId);
    }

    /** The next message of this type about this order, or about any. */
    private JsonNode next(@Nullable String orderId, String type) {
        List<JsonNode> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(AmqpException.class)
                .until(() -> {
                    var message = amqp.receive(queue, 500);
                    if (message != null) {
                        JsonNode json = JSON.readTree(message.getBody());
                        String about = json.path("data")
                                .path("orderId")
                                .asString(json.path("data").path("id").asString(""));
                        if ((orderId == null || orderId.equals(about))
                                && (type.isEmpty()
                                        || type.equals(json.path("type").asString()))) {
                            found.add(json);
                        }
                    }
                    return !found.isEmpty();
                });
        return found.get(0);
    }
}
