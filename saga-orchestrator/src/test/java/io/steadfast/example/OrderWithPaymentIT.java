package io.steadfast.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.OrderCreated;
import io.steadfast.contracts.OrderStatus;
import io.steadfast.example.payment.PaymentServiceApplication;
import io.steadfast.messaging.wire.Wire;
import io.steadfast.saga.SagaOrchestratorApplication;
import io.steadfast.saga.placeorder.PaymentStepConfiguration;
import io.steadfast.saga.testing.FreshDatabase;
import io.steadfast.saga.testing.Sagas;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The orchestrator with the longer order saga, and payment-service; the test plays order-service and inventory-service. */
@SpringBootTest(
        classes = SagaOrchestratorApplication.class,
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "steadfast.sweep.interval=1h",
            "steadfast.sweep.gap=2h",
            "steadfast.audit.migrate=false",
            "logging.level.io.steadfast.messaging=off"
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@Import({Sagas.class, PaymentStepConfiguration.class})
@DirtiesContext
class OrderWithPaymentIT {

    private static ConfigurableApplicationContext payments;

    private Post post;
    private String order;

    @Autowired
    Sagas sagas;

    @BeforeAll
    static void startPaymentService() {
        payments = new SpringApplicationBuilder(PaymentServiceApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(new io.steadfast.example.payment.FreshDatabase())
                .run("--spring.config.name=payment-service", "--logging.level.io.steadfast=off");
    }

    @AfterAll
    static void stopPaymentService() {
        payments.close();
    }

    @BeforeEach
    void newOrder(@Autowired Wire wire, @Autowired ConfigurableApplicationContext orchestrator) {
        post = new Post(wire, orchestrator, payments);
        order = sagas.newOrder();
    }

    @Test
    void theCardIsChargedBeforeTheOrderIsConfirmed() {
        sagas.receive(ordered(3));
        assertThat(post.carry()).containsExactly("ReserveInventory");
        sagas.receive(Sagas.reserved(order));
        assertThat(post.carry()).containsExactly("ChargeCard", "CardCharged", "ConfirmOrder");
        sagas.receive(Sagas.confirmed(order));
        assertThat(post.carry()).containsExactly("ConfirmReservation");
        sagas.receive(Sagas.stockConfirmed(order));
        assertThat(sagas.state(order)).isEqualTo("completed confirm-stock");
        assertThat(booked()).containsExactly(3L);
    }

    @Test
    void aDeclinedCardReleasesTheStockAndCancelsTheOrder() {
        sagas.receive(ordered(101), Sagas.reserved(order));
        assertThat(post.carry())
                .containsExactly("ReserveInventory", "ChargeCard", "CardDeclined", "ReleaseReservation");
        sagas.receive(Sagas.released(order));
        assertThat(post.carry()).containsExactly("CancelOrder");
        sagas.receive(Sagas.cancelled(order));
        assertThat(sagas.state(order)).isEqualTo("cancelled cancel-order");
        assertThat(sagas.row(order)).containsEntry("undo_reason", "card declined: the card does not cover 101");
        assertThat(booked()).isEmpty();
    }

    @Test
    void aCancellationWhileTheCardIsBeingChargedRefundsIt() {
        sagas.receive(ordered(3), Sagas.reserved(order), Sagas.cancellation(order));
        assertThat(post.carry())
                .containsExactly(
                        "ReserveInventory",
                        "ChargeCard",
                        "RefundCard",
                        "CardCharged",
                        "CardRefunded",
                        "ReleaseReservation");
        sagas.receive(Sagas.released(order));
        assertThat(post.carry()).containsExactly("CancelOrder");
        sagas.receive(Sagas.cancelled(order));
        assertThat(sagas.state(order)).isEqualTo("cancelled cancel-order");
        assertThat(booked()).containsExactly(3L, -3L);
    }

    @Test
    void aSagaOfTheFirstVersionEndsByIt() {
        sagas.receive(ordered(3));
        sagas.set(order, "definition_version = 1");
        sagas.receive(Sagas.reserved(order));
        assertThat(post.carry()).containsExactly("ReserveInventory", "ConfirmOrder");
    }

    private OrderCreated ordered(int pieces) {
        return new OrderCreated(order, "c-42", List.of(new Item("item1", pieces)), OrderStatus.PENDING, Instant.now());
    }

    private List<Long> booked() {
        return payments.getBean(JdbcClient.class)
                .sql("select amount from booking where order_id = ? order by id")
                .param(order)
                .query(Long.class)
                .list();
    }
}
