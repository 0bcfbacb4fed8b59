package io.steadfast.order.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.Command;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.OutboxRows;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import io.steadfast.order.testing.OrderApi;
import io.steadfast.order.testing.RunningOrderService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@RunningOrderService
class OrderCommandHandlerIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private OrderCommandHandler handler;

    @Autowired
    private TransactionOperations transactions;

    @LocalServerPort
    private int port;

    private OrderApi api;
    private OutboxRows outbox;
    private String id;

    @BeforeEach
    void place() {
        api = new OrderApi(port);
        outbox = new OutboxRows(dataSource);
        id = api.placed();
        outbox.forget(id);
    }

    @Test
    void confirmedOrderIsAnnounced() {
        handle(new ConfirmOrder(id));
        Answer order = api.get("/orders/" + id);
        assertThat(order.text("status")).isEqualTo("confirmed");
        assertThat(order.json().has("reason")).isFalse();
        assertThat(outbox.of(id)).singleElement().satisfies(message -> {
            assertThat(message.path("type").asString()).isEqualTo("OrderStatusUpdated");
            assertThat(message.path("data").path("status").asString()).isEqualTo("confirmed");
            assertThat(message.path("data").path("updatedAt").asString()).isEqualTo(order.text("updatedAt"));
        });
    }

    @Test
    void resentCommandIsAnsweredAgainWithTheOriginalTime() {
        handle(new ConfirmOrder(id));
        handle(new ConfirmOrder(id));
        List<JsonNode> answers = outbox.of(id);
        assertThat(answers).hasSize(2);
        assertThat(answers.get(1).path("data")).isEqualTo(answers.get(0).path("data"));
        assertThat(answers.get(1).path("id")).isNotEqualTo(answers.get(0).path("id"));
    }

    @Test
    void cancelledOrderHasItsReason() {
        handle(new CancelOrder(id, "item1: 2 asked for, 0 available"));
        assertThat(api.get("/orders/" + id).text("reason")).isEqualTo("item1: 2 asked for, 0 available");
        handle(new CancelOrder(id, "another"));
        assertThat(outbox.of(id))
                .extracting(message -> message.path("data").path("reason").asString())
                .containsExactly("item1: 2 asked for, 0 available", "item1: 2 asked for, 0 available");
    }

    @Test
    void cancellationWithoutAReasonHasTheCustomersOrAnyway() {
        api.post("/orders/" + id + "/cancel", "{\"reason\":\"changed my mind\"}");
        String other = api.placed();
        handle(new CancelOrder(id, null), new CancelOrder(other, null));
        assertThat(api.get("/orders/" + id).text("reason")).isEqualTo("changed my mind");
        assertThat(api.get("/orders/" + other).text("reason")).isNotBlank();
    }

    @Test
    void cancelOfAConfirmedOrderIsRefused() {
        handle(new ConfirmOrder(id), new CancelOrder(id, "too late"));
        assertThat(outbox.typesOf(id)).containsExactly("OrderStatusUpdated", "OrderCommandRefused");
        JsonNode refusal = outbox.of(id).get(1).path("data");
        assertThat(refusal.path("command").asString()).isEqualTo("CancelOrder");
        assertThat(refusal.path("state").asString()).isEqualTo("confirmed");
        assertThat(api.get("/orders/" + id).text("status")).isEqualTo("confirmed");
    }

    @Test
    void confirmOfACancelledOrderIsRefused() {
        handle(new CancelOrder(id, "no item1"), new ConfirmOrder(id));
        JsonNode refusal = outbox.of(id).get(1).path("data");
        assertThat(refusal.path("command").asString()).isEqualTo("ConfirmOrder");
        assertThat(refusal.path("state").asString()).isEqualTo("cancelled");
        assertThat(refusal.path("reason").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a uuid", "0198c2a0-0000-7000-8000-000000000000"})
    void commandToAnUnknownOrderIsRefused(String unknown) {
        handle(new ConfirmOrder(unknown));
        JsonNode refusal = outbox.of(unknown).get(0);
        assertThat(refusal.path("type").asString()).isEqualTo("OrderCommandRefused");
        assertThat(refusal.path("data").path("state").asString()).isEqualTo("unknown");
        assertThat(refusal.path("data").path("orderId").asString()).isEqualTo(unknown);
        outbox.forget(unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x\u0000y"})
    void commandThatNamesNoOrderCannotBeProcessed(String nothing) {
        assertThatThrownBy(() -> handle(new ConfirmOrder(nothing))).isInstanceOf(UnprocessableMessageException.class);
    }

    @Test
    void answerFollowsFromItsCommand() {
        var metadata = new Metadata("corr", "cause", "saga-7", null);
        var command = new Received<>(UUID.randomUUID(), new ConfirmOrder(id), Instant.now(), metadata);
        transactions.executeWithoutResult(status -> handler.handle(List.of(command)));
        JsonNode answer = outbox.of(id).get(0).path("metadata");
        assertThat(answer.path("correlationId").asString()).isEqualTo("corr");
        assertThat(answer.path("causationId").asString()).isEqualTo(command.id().toString());
        assertThat(answer.path("sagaId").asString()).isEqualTo("saga-7");
    }

    @Test
    void answerToACommandWithoutCorrelationHasTheOrders() {
        String correlated =
                api.place(OrderApi.ORDER, "X-Correlation-Id", "of the order").text("id");
        outbox.forget(correlated);
        handle(new ConfirmOrder(correlated));
        assertThat(outbox.of(correlated)
                        .get(0)
                        .path("metadata")
                        .path("correlationId")
                        .asString())
                .isEqualTo("of the order");
    }

    @Test
    void batchEndsEachOfItsOrders() {
        List<String> ids = IntStream.range(0, 50).mapToObj(i -> api.placed()).toList();
        ids.forEach(outbox::forget);
        handle(ids.stream().map(ConfirmOrder::new).toArray(Command[]::new));
        assertThat(ids).allSatisfy(order -> {
            assertThat(api.get("/orders/" + order).text("status")).isEqualTo("confirmed");
            assertThat(outbox.typesOf(order)).containsExactly("OrderStatusUpdated");
        });
    }

    private void handle(Command... commands) {
        List<Received<?>> received = Stream.of(commands)
                .<Received<?>>map(command -> new Received<>(UUID.randomUUID(), command, Instant.now(), Metadata.EMPTY))
                .toList();
        transactions.executeWithoutResult(status -> handler.handle(received));
    }
}
