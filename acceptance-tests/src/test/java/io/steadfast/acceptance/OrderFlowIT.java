package io.steadfast.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.OrderState;
import io.steadfast.acceptance.system.Orders;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.Products.Stock;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Steadfast;
import io.steadfast.contracts.Item;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The way of one order. */
@RunningStack
class OrderFlowIT {

    private final Orders orders;
    private final Products products;
    private final Sagas sagas;

    OrderFlowIT(Steadfast steadfast) {
        orders = steadfast.orders();
        products = steadfast.products();
        sagas = steadfast.sagas();
    }

    @Test
    void anOrderForWhatIsThereIsConfirmedWhileItsCustomerWaits() {
        var product = products.inStock(10);

        var answer = orders.post("customer", List.of(new Item(product, 3)), "Prefer", "wait=30");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(Orders.state(answer).status()).isEqualTo("confirmed");
        assertThat(answer.header("Location"))
                .isEqualTo("/orders/" + Orders.state(answer).id());
        sagas.awaitStatus(Orders.state(answer).id(), "completed");
        assertThat(products.stock(product)).isEqualTo(Stock.of(7, 0));
    }

    @Test
    void theTimelineTellsEveryStepOfAConfirmedOrder() {
        var order = orders.place(new Item(products.inStock(1), 1));

        sagas.awaitStatus(order, "completed");

        assertThat(sagas.way(order))
                .containsExactly(
                        "started reserve-stock",
                        "sent reserve-stock",
                        "succeeded reserve-stock",
                        "sent confirm-order",
                        "succeeded confirm-order",
                        "sent confirm-stock",
                        "succeeded confirm-stock",
                        "completed confirm-stock");
    }

    @Test
    void theCorrelationIdOfTheRequestGoesThroughTheWholeSaga() {
        var correlationId = "cart 4711 / " + UUID.randomUUID();
        var items = List.of(new Item(products.inStock(1), 1));

        var answer = orders.post("customer", items, "X-Correlation-Id", correlationId, "Prefer", "wait=30");

        assertThat(answer.header("X-Correlation-Id")).isEqualTo(correlationId);
        assertThat(sagas.of(Orders.accepted(answer))).containsEntry("correlation_id", correlationId);
    }

    @Test
    void anOrderForMoreThanIsThereIsCancelledAndReservesNothing() {
        var scarce = products.inStock(2);
        var plenty = products.inStock(100);

        var order = orders.ended(orders.place(new Item(plenty, 1), new Item(scarce, 3)));

        assertThat(order.status()).isEqualTo("cancelled");
        assertThat(order.reason()).contains(scarce).doesNotContain(plenty);
        sagas.awaitStatus(order.id(), "cancelled");
        assertThat(products.stock(scarce)).isEqualTo(Stock.of(2, 0));
        assertThat(products.stock(plenty)).isEqualTo(Stock.of(100, 0));
    }

    @Test
    void anOrderForAProductThatNobodyKnowsIsCancelledAndNamesIt() {
        var unknown = "unknown-" + UUID.randomUUID();

        var order = orders.ended(orders.place(new Item(unknown, 1)));

        assertThat(order.status()).isEqualTo("cancelled");
        assertThat(order.reason()).contains(unknown);
    }

    @Test
    void aProductListedTwiceIsAddedUp() {
        var product = products.inStock(5);

        var fits = orders.ended(orders.place(new Item(product, 2), new Item(product, 3)));
        var tooMuch = orders.ended(orders.place(new Item(product, 1), new Item(product, 1)));

        assertThat(fits.status()).isEqualTo("confirmed");
        assertThat(fits.items()).containsExactly(new Item(product, 5));
        assertThat(tooMuch.status()).isEqualTo("cancelled");
    }

    @Test
    void aRepeatedRequestIsTheSameOrder() {
        var product = products.inStock(10);
        var key = UUID.randomUUID().toString();
        var items = List.of(new Item(product, 1));

        var first = Orders.accepted(orders.post("customer", items, "Idempotency-Key", key));
        var second = Orders.accepted(orders.post("customer", items, "Idempotency-Key", key));
        var other = orders.post("customer", List.of(new Item(product, 2)), "Idempotency-Key", key);

        assertThat(second).isEqualTo(first);
        assertThat(other.isProblem(422)).as(other.toString()).isTrue();
        sagas.awaitStatus(first, "completed");
        assertThat(products.stock(product)).isEqualTo(Stock.of(9, 0));
    }

    @Test
    void ofManyOrdersForTheLastPiecesAsManyAreConfirmedAsThereArePieces() {
        var product = products.inStock(3);

        var placed = IntStream.range(0, 12)
                .parallel()
                .mapToObj(n -> orders.place(new Item(product, 1)))
                .toList();

        var ends = placed.stream().map(orders::ended).collect(Collectors.groupingBy(OrderState::status));
        assertThat(ends.get("confirmed")).hasSize(3);
        assertThat(ends.get("cancelled"))
                .hasSize(9)
                .allSatisfy(order -> assertThat(order.reason()).contains(product));
        placed.forEach(
                order -> sagas.awaitStatus(order, orders.get(order).status().replace("confirmed", "completed")));
        assertThat(products.stock(product)).isEqualTo(Stock.of(0, 0));
    }
}
