package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Await.await;
import static io.steadfast.acceptance.system.Service.INVENTORY_SERVICE;
import static io.steadfast.contracts.Contract.Queue.INVENTORY_COMMANDS;
import static io.steadfast.contracts.Contract.Queue.ORDER_COMMANDS;
import static io.steadfast.contracts.Contract.Queue.SAGA_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.Amqp;
import io.steadfast.acceptance.system.Orders;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Steadfast;
import io.steadfast.contracts.Item;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs put into the queues. */
@RunningStack
class BadMessagesIT {

    private final Steadfast steadfast;
    private final Orders orders;
    private final Products products;
    private final Sagas sagas;
    private final Amqp program;

    BadMessagesIT(Steadfast steadfast) {
        this.steadfast = steadfast;
        orders = steadfast.orders();
        products = steadfast.products();
        sagas = steadfast.sagas();
        program = steadfast.amqp();
    }

    @ParameterizedTest
    @CsvSource({
        ORDER_COMMANDS + ", ConfirmOrder",
        INVENTORY_COMMANDS + ", ReserveInventory",
        SAGA_EVENTS + ", InventoryReserved"
    })
    void whatCannotBeHandledIsKeptWithItsReasonAndNothingWaitsBehindIt(String queue, String type) {
        var order = UUID.randomUUID().toString();
        program.send(queue, envelope("OrderShipped", "1.0", order));
        program.send(queue, envelope(type, "2.0", order));
        program.send(queue, """
                {"id": "%s", "type": "%s", "data": "a text", "orderId": "%s"}""".formatted(UUID.randomUUID(), type, order));

        var next = orders.ended(orders.place(new Item(products.inStock(1), 1)));

        assertThat(next.status()).isEqualTo("confirmed");
        awaitDeadLetter(queue, order, "unknown type for this queue: OrderShipped");
        awaitDeadLetter(queue, order, "unknown major version 2.0 of " + type);
        awaitDeadLetter(queue, order, "wrong shape of " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {ORDER_COMMANDS, INVENTORY_COMMANDS, SAGA_EVENTS})
    void whatIsNoJsonIsKeptAsItIs(String queue) {
        var body = "{\"no\": \"json %s".formatted(UUID.randomUUID());

        program.send(queue, body);

        await("its dead letter").until(() -> steadfast.database().exists("""
                select from sagas.dead_letter
                where queue = ? and reason like 'not a JSON envelope%' and convert_from(body, 'UTF8') = ?""", queue, body));
    }

    @Test
    void aReplyForAnOrderWithoutASagaIsKeptAsADeadLetter() {
        var order = UUID.randomUUID().toString();

        program.send(SAGA_EVENTS, envelope("InventoryReleased", "1.0", order));

        awaitDeadLetter(SAGA_EVENTS, order, "has no saga");
    }

    @Test
    void aReplyOfTheFewestFieldsIsHandled() {
        String order;
        try (var realReply = steadfast.holds().beforePublishing(INVENTORY_SERVICE)) {
            order = orders.place(new Item(products.inStock(1), 1));
            steadfast.holds().awaitInOutbox(INVENTORY_SERVICE, "InventoryReserved", order);

            program.send(SAGA_EVENTS, """
                    {"id": "%s", "type": "InventoryReserved", "data": {"orderId": "%s", "reservations": [], "new": 1}, "more": {}}""".formatted(UUID.randomUUID(), order));

            assertThat(orders.ended(order).status()).isEqualTo("confirmed");
            realReply.release();
        }
        sagas.awaitStatus(order, "completed");
    }

    @Test
    void aMessageThatComesTwiceTakesEffectOnce() {
        var product = products.inStock(10);
        var stranger = "stranger-" + UUID.randomUUID();
        steadfast.process(INVENTORY_SERVICE).pause();
        var order = orders.place(new Item(product, 1));
        sagas.awaitStep(order, "reserve-stock");
        var cancellation = """
                {"id": "%s", "type": "OrderCancellationRequested", "version": "1.7", "data": {"orderId": "%s", "reason": "%s"}}""".formatted(UUID.randomUUID(), order, stranger);

        program.send(SAGA_EVENTS, cancellation);
        program.send(SAGA_EVENTS, cancellation);
        steadfast.process(INVENTORY_SERVICE).resume();

        assertThat(orders.ended(order).reason()).isEqualTo(stranger);
        sagas.awaitStatus(order, "cancelled");
        assertThat(sagas.way(order))
                .filteredOn(event -> event.startsWith("cancellation-requested"))
                .hasSize(1);
        assertThat(sagas.ignored(order)).noneMatch(why -> why.startsWith("cancellation"));
    }

    private static String envelope(String type, String version, String order) {
        return """
                {"id": "%s", "type": "%s", "version": "%s", "timestamp": "2026-11-23T08:00:00Z", "data": {"orderId": "%s"}}""".formatted(UUID.randomUUID(), type, version, order);
    }

    private void awaitDeadLetter(String queue, String order, String reason) {
        await("a dead letter of " + queue)
                .untilAsserted(() -> assertThat(sagas.views().texts("""
                        select reason from sagas.dead_letters
                        where queue = ? and order_id = ? and status = 'open'""", queue, order))
                        .anySatisfy(told -> assertThat(told).contains(reason)));
    }
}
