package io.steadfast.example.payment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.Command;
import io.steadfast.example.contracts.PaymentMessage.ChargeCard;
import io.steadfast.example.contracts.PaymentMessage.RefundCard;
import io.steadfast.local.testing.JsonApi;
import io.steadfast.local.testing.OutboxRows;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = PaymentServiceApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=payment-service", "logging.level.io.steadfast=off"})
@ContextConfiguration(initializers = FreshDatabase.class)
class PaymentCommandHandlerIT {

    @Autowired
    PaymentCommandHandler handler;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @LocalServerPort
    int port;

    String order;

    @BeforeEach
    void newOrder() {
        order = UUID.randomUUID().toString();
    }

    @Test
    void aResentCommandIsAnsweredAgainAndChargesNothingMore() {
        handle(charge(order, 3));
        handle(charge(order, 3));
        assertThat(answers()).containsExactly("CardCharged", "CardCharged");
        assertThat(booked(order)).containsExactly(3L);
    }

    @Test
    void whatWasDeclinedStaysDeclined() {
        handle(charge(order, 101));
        handle(charge(order, 1));
        assertThat(answers()).containsExactly("CardDeclined", "CardDeclined");
        assertThat(booked(order)).isEmpty();
    }

    @Test
    void aRefundGivesBackWhatWasChargedAndOnce() {
        handle(charge(order, 3), refund(order));
        handle(refund(order));
        assertThat(answers()).containsExactly("CardCharged", "CardRefunded", "CardRefunded");
        assertThat(booked(order)).containsExactly(3L, -3L);
    }

    @Test
    void aChargeThatComesAfterItsRefundChargesNothing() {
        handle(refund(order));
        handle(charge(order, 3));
        assertThat(answers()).containsExactly("CardRefunded", "CardRefunded");
        assertThat(booked(order)).isEmpty();
    }

    @Test
    void theAnswerFollowsFromItsCommand() {
        var metadata = new Metadata("corr", "cause", "saga-7", "00-trace");
        var command = new Received<>(UUID.randomUUID(), charge(order, 3), Instant.now(), metadata);
        transactions.executeWithoutResult(status -> handler.handle(List.of(command)));
        JsonNode answer = new OutboxRows(dataSource).of(order).get(0).path("metadata");
        assertThat(answer.path("causationId").asString()).isEqualTo(command.id().toString());
        assertThat(answer.path("sagaId").asString()).isEqualTo("saga-7");
    }

    @Test
    void batchesOfTheSameOrdersInOppositeOrderDoNotDeadlock() throws Exception {
        List<String> orders = IntStream.range(0, 20).mapToObj(i -> order + i).toList();
        List<String> reversed = new ArrayList<>(orders);
        Collections.reverse(reversed);
        var charging = CompletableFuture.runAsync(
                () -> handle(orders.stream().map(id -> charge(id, 3)).toArray(Command[]::new)));
        var refunding = CompletableFuture.runAsync(() ->
                handle(reversed.stream().map(PaymentCommandHandlerIT::refund).toArray(Command[]::new)));
        charging.get(20, SECONDS);
        refunding.get(20, SECONDS);
        assertThat(orders)
                .allSatisfy(id -> assertThat(
                                booked(id).stream().mapToLong(Long::longValue).sum())
                        .isZero());
    }

    @Test
    void theServiceIsReadyAndHasNothingElseToShow() {
        var api = new JsonApi(port);
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(api.get("/charges").status()).isEqualTo(404);
    }

    private static ChargeCard charge(String order, int pieces) {
        return new ChargeCard(order, "c-42", List.of(new Item("item1", pieces)));
    }

    private static RefundCard refund(String order) {
        return new RefundCard(order, "cancelled by customer");
    }

    /** Each a message of its own, all of them as one batch in one transaction. */
    private void handle(Command... commands) {
        List<Received<?>> batch = Stream.of(commands)
                .<Received<?>>map(command -> new Received<>(UUID.randomUUID(), command, Instant.now(), Metadata.EMPTY))
                .toList();
        transactions.executeWithoutResult(status -> handler.handle(batch));
    }

    private List<String> answers() {
        return new OutboxRows(dataSource).typesOf(order);
    }

    private List<Long> booked(String id) {
        return jdbc.sql("select amount from booking where order_id = ? order by id")
                .param(id)
                .query(Long.class)
                .list();
    }
}
