package io.steadfast.inventory.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.Command;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import io.steadfast.inventory.testing.Conservation;
import io.steadfast.inventory.testing.InventoryApi;
import io.steadfast.inventory.testing.RunningInventoryService;
import io.steadfast.inventory.testing.StatementCount;
import io.steadfast.local.testing.OutboxRows;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@RunningInventoryService
class InventoryCommandHandlerIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private InventoryCommandHandler handler;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private StatementCount statements;

    @LocalServerPort
    private int port;

    private InventoryApi api;
    private OutboxRows outbox;
    private String order;
    private String product;

    @BeforeEach
    void stock() {
        api = new InventoryApi(port);
        outbox = new OutboxRows(dataSource);
        order = "order-" + UUID.randomUUID();
        product = "product-" + UUID.randomUUID();
        api.stock(product, 10);
    }

    @AfterEach
    void nothingWasMadeOrLost() {
        Conservation.assertHolds(jdbc);
    }

    @Test
    void reservedStockIsConfirmedAndLeavesTheHouse() {
        handle(reserve(4));
        assertStock(10, 4);
        assertThat(answer(0).path("type").asString()).isEqualTo("InventoryReserved");
        assertThat(answer(0).path("data").toString())
                .isEqualTo("{\"orderId\":\"%s\",\"reservations\":[{\"productId\":\"%s\",\"quantity\":4}]}"
                        .formatted(order, product));

        handle(new ConfirmReservation(order));
        assertStock(6, 0);
        assertThat(answer(1).path("type").asString()).isEqualTo("InventoryConfirmed");
        assertThat(api.get("/reservations/" + order).text("status")).isEqualTo("confirmed");
    }

    @Test
    void releasedStockIsAvailableAgain() {
        handle(reserve(4));
        handle(new ReleaseReservation(order, "cancelled"));
        assertStock(10, 0);
        assertThat(outbox.typesOf(order)).containsExactly("InventoryReserved", "InventoryReleased");
        assertThat(api.get("/reservations/" + order).text("reason")).isEqualTo("cancelled");
    }

    @Test
    void whatIsShortIsNamedAndNothingIsReserved() {
        handle(new ReserveInventory(
                order, List.of(new Item(product, 11), new Item("no-such", 1), new Item("item1", 1))));
        assertStock(10, 0);
        JsonNode data = answer(0).path("data");
        assertThat(answer(0).path("type").asString()).isEqualTo("InventoryUnavailable");
        assertThat(data.path("items").size()).isEqualTo(3);
        assertThat(data.path("shortages").toString())
                .isEqualTo(("[{\"productId\":\"no-such\",\"requested\":1,\"available\":0},"
                                + "{\"productId\":\"%s\",\"requested\":11,\"available\":10}]")
                        .formatted(product));
        assertThat(api.get("/reservations/" + order).json().path("shortages").size())
                .isEqualTo(2);
    }

    @Test
    void aResentCommandIsAnsweredAgainWithTheRecordedOutcome() {
        handle(reserve(11));
        api.stock(product, 100);
        handle(reserve(11));
        assertThat(answer(1).path("data")).isEqualTo(answer(0).path("data"));
        assertThat(answer(1).path("id")).isNotEqualTo(answer(0).path("id"));
        assertStock(100, 0);
    }

    @Test
    void aLateDemandFindsTheTombstone() {
        handle(new ReleaseReservation(order, null));
        handle(reserve(4));
        assertStock(10, 0);
        assertThat(outbox.typesOf(order)).containsExactly("InventoryReleased", "InventoryReleased");
        assertThat(api.get("/reservations/" + order).json().path("items").size())
                .isZero();
    }

    @Test
    void aReleaseOfWhatWasUnavailableForbidsLaterTries() {
        handle(reserve(11));
        handle(new ReleaseReservation(order, null));
        api.stock(product, 100);
        handle(reserve(11));
        assertStock(100, 0);
        assertThat(outbox.typesOf(order))
                .containsExactly("InventoryUnavailable", "InventoryReleased", "InventoryReleased");
    }

    @Test
    void aCommandThatContradictsTheStateIsRefusedWithIt() {
        handle(new ConfirmReservation(order), reserve(4), new ConfirmReservation(order));
        handle(new ReleaseReservation(order, null));
        assertStock(6, 0);
        assertThat(outbox.typesOf(order))
                .containsExactly(
                        "InventoryCommandRefused",
                        "InventoryReserved",
                        "InventoryConfirmed",
                        "InventoryCommandRefused");
        assertThat(answer(0).path("data").path("command").asString()).isEqualTo("ConfirmReservation");
        assertThat(answer(0).path("data").path("state").asString()).isEqualTo("unknown");
        assertThat(answer(3).path("data").path("command").asString()).isEqualTo("ReleaseReservation");
        assertThat(answer(3).path("data").path("state").asString()).isEqualTo("confirmed");
        assertThat(answer(3).path("data").path("reason").asString()).isNotBlank();
    }

    @Test
    void theAnswerFollowsFromItsCommand() {
        var metadata = new Metadata("corr", "cause", "saga-7", "00-trace");
        var command = new Received<>(UUID.randomUUID(), reserve(1), Instant.now(), metadata);
        transactions.executeWithoutResult(status -> handler.handle(List.of(command)));
        JsonNode answer = answer(0).path("metadata");
        assertThat(answer.path("correlationId").asString()).isEqualTo("corr");
        assertThat(answer.path("causationId").asString()).isEqualTo(command.id().toString());
        assertThat(answer.path("sagaId").asString()).isEqualTo("saga-7");
        assertThat(answer.path("traceparent").asString()).isEqualTo("00-trace");
    }

    @Test
    void aMessageThatCannotBeProcessedTakesItsBatchBack() {
        assertThatThrownBy(() -> handle(reserve(4), new ConfirmReservation(" ")))
                .isInstanceOf(UnprocessableMessageException.class);
        assertStock(10, 0);
        assertThat(outbox.of(order)).isEmpty();
        assertThat(api.get("/reservations/" + order).status()).isEqualTo(404);
    }

    @Test
    void aBatchTakesAFixedNumberOfStatements() {
        api.stock("many-a-" + product, 1000);
        api.stock("many-b-" + product, 1000);
        List<String> orders =
                IntStream.range(0, 90).mapToObj(i -> order + "-" + i).toList();
        assertStatements(orders.stream()
                .map(id -> new ReserveInventory(
                        id, List.of(new Item("many-b-" + product, 1), new Item("many-a-" + product, 2))))
                .toArray(Command[]::new));
        assertStatements(orders.stream().map(ConfirmReservation::new).toArray(Command[]::new));
        assertThat(api.get("/products/many-a-" + product).json().path("onHand").intValue())
                .isEqualTo(820);
    }

    private void assertStatements(Command... commands) {
        assertThat(statements.of(() -> handle(commands))).isBetween(6, 7);
    }

    private ReserveInventory reserve(int quantity) {
        return new ReserveInventory(order, List.of(new Item(product, quantity)));
    }

    private JsonNode answer(int index) {
        return outbox.of(order).get(index);
    }

    private void assertStock(int onHand, int reserved) {
        JsonNode stock = api.get("/products/" + product).json();
        assertThat(stock.path("onHand").intValue()).as("on hand").isEqualTo(onHand);
        assertThat(stock.path("reserved").intValue()).as("reserved").isEqualTo(reserved);
        assertThat(stock.path("available").intValue()).as("available").isEqualTo(onHand - reserved);
    }

    private void handle(Command... commands) {
        List<Received<?>> received = Stream.of(commands)
                .<Received<?>>map(command -> new Received<>(UUID.randomUUID(), command, Instant.now(), Metadata.EMPTY))
                .toList();
        transactions.executeWithoutResult(status -> handler.handle(received));
    }
}
