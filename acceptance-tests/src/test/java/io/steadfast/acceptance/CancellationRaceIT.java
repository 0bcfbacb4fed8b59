package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Await.await;
import static io.steadfast.acceptance.system.Service.INVENTORY_SERVICE;
import static io.steadfast.acceptance.system.Service.SAGA_ORCHESTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.Holds;
import io.steadfast.acceptance.system.Orders;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.Products.Stock;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Steadfast;
import io.steadfast.contracts.Item;
import org.junit.jupiter.api.Test;

/** A customer cancels while the order goes on. Whichever comes to the saga first has won: the wish or the pivot. */
@RunningStack
class CancellationRaceIT {

    private final Steadfast steadfast;
    private final Holds holds;
    private final Orders orders;
    private final Products products;
    private final Sagas sagas;

    CancellationRaceIT(Steadfast steadfast) {
        this.steadfast = steadfast;
        holds = steadfast.holds();
        orders = steadfast.orders();
        products = steadfast.products();
        sagas = steadfast.sagas();
    }

    @Test
    void aCancellationBeforeStockIsReservedLeavesNothingReserved() {
        var product = products.inStock(5);
        steadfast.process(INVENTORY_SERVICE).pause();
        var order = orders.place(new Item(product, 2));
        sagas.awaitStep(order, "reserve-stock");

        var answer = orders.cancel(order, "changed my mind");
        sagas.awaitStatus(order, "compensating");
        steadfast.process(INVENTORY_SERVICE).resume();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(orders.ended(order).status()).isEqualTo("cancelled");
        assertThat(orders.get(order).reason()).isEqualTo("changed my mind");
        sagas.awaitStatus(order, "cancelled");
        assertThat(products.stock(product)).isEqualTo(Stock.of(5, 0));
    }

    @Test
    void aCancellationAfterStockIsReservedReleasesIt() {
        var product = products.inStock(5);
        String order;
        try (var reply = holds.beforePublishing(INVENTORY_SERVICE)) {
            order = orders.place(new Item(product, 2));
            await("stock is reserved").until(() -> products.reservation(order).equals("active"));
            assertThat(products.stock(product)).isEqualTo(Stock.of(5, 2));

            assertThat(orders.cancel(order, "found it cheaper").status()).isEqualTo(202);
            sagas.awaitStep(order, "release-stock");
            reply.release();
        }

        assertThat(orders.ended(order).status()).isEqualTo("cancelled");
        sagas.awaitStatus(order, "cancelled");
        assertThat(products.reservation(order)).isEqualTo("released");
        assertThat(products.stock(product)).isEqualTo(Stock.of(5, 0));
        assertThat(orders.cancel(order, "again").status()).isEqualTo(200);
    }

    @Test
    void aCancellationAfterThePivotIsTooLateAndLeavesAConfirmedOrder() {
        var product = products.inStock(5);
        String order;
        try (var reply = holds.beforePublishing(INVENTORY_SERVICE)) {
            order = orders.place(new Item(product, 2));
            holds.awaitInOutbox(INVENTORY_SERVICE, "InventoryReserved", order);
            try (var pivot = holds.beforePublishing(SAGA_ORCHESTRATOR)) {
                reply.release();
                holds.awaitInOutbox(SAGA_ORCHESTRATOR, "ConfirmOrder", order);

                assertThat(orders.cancel(order, "too slow").status()).isEqualTo(202);
                await("the saga has heard of it")
                        .until(() -> sagas.ignored(order)
                                .contains("cancellation: too late: the pivot's command has been sent"));
                pivot.release();
            }
        }

        assertThat(orders.ended(order).status()).isEqualTo("confirmed");
        sagas.awaitStatus(order, "completed");
        assertThat(products.stock(product)).isEqualTo(Stock.of(3, 0));
        assertThat(orders.cancel(order, "still").isProblem(409)).isTrue();
    }
}
