package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Await.await;
import static io.steadfast.acceptance.system.Service.INVENTORY_SERVICE;
import static io.steadfast.acceptance.system.Service.SAGA_ORCHESTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.Orders;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Service;
import io.steadfast.acceptance.system.Steadfast;
import io.steadfast.contracts.Item;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Something is away for a while. It costs time, and nothing else. */
@RunningStack
class OutageIT {

    private final Steadfast steadfast;
    private final Orders orders;
    private final Products products;
    private final Sagas sagas;

    OutageIT(Steadfast steadfast) {
        this.steadfast = steadfast;
        orders = steadfast.orders();
        products = steadfast.products();
        sagas = steadfast.sagas();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ORDER_SERVICE")
    void anOrderWaitsForAServiceThatIsAway(Service service) {
        var product = products.inStock(1);
        steadfast.process(service).stop();

        var order = orders.place(new Item(product, 1));
        assertThat(orders.get(order).isPending()).isTrue();
        steadfast.process(service).start();

        assertConfirmed(order);
    }

    @Test
    void anOrderIsTakenWhileTheBrokerIsAwayAndGoesOnWhenItIsBack() {
        var product = products.inStock(1);
        steadfast.broker().kill();

        var order = orders.place(new Item(product, 1));
        assertThat(orders.get(order).isPending()).isTrue();
        steadfast.broker().start();

        assertConfirmed(order);
    }

    @Test
    void anOrderIsRefusedWhileTheDatabaseIsAwayAndLeavesNothing() {
        var items = List.of(new Item(products.inStock(1), 1));
        var customer = "customer-" + UUID.randomUUID();
        var key = UUID.randomUUID().toString();
        steadfast.postgres().kill();

        var refused = orders.post(customer, items, "Idempotency-Key", key);
        steadfast.postgres().start();

        assertThat(refused.isProblem(503)).as(refused.toString()).isTrue();
        assertThat(refused.header("Retry-After")).isNotEmpty();
        await("order-service has its database again")
                .ignoreExceptions()
                .until(() -> orders.of(customer).isEmpty());
        var order = Orders.accepted(orders.post(customer, items, "Idempotency-Key", key));
        assertConfirmed(order);
        assertThat(orders.of(customer)).hasSize(1);
    }

    @Test
    void messagesThatTheBrokerLostAreSentAgain() {
        var product = products.inStock(2);
        steadfast.process(INVENTORY_SERVICE).stop();
        var withoutItsCommand = orders.place(new Item(product, 1));
        sagas.awaitStep(withoutItsCommand, "reserve-stock");
        awaitPublished(SAGA_ORCHESTRATOR, withoutItsCommand);
        steadfast.process(SAGA_ORCHESTRATOR).stop();
        var withoutItsSaga = orders.place(new Item(product, 1));
        awaitPublished(Service.ORDER_SERVICE, withoutItsSaga);

        steadfast.broker().wipe();
        steadfast.startServices();

        assertConfirmed(withoutItsCommand);
        assertConfirmed(withoutItsSaga);
    }

    private void awaitPublished(Service service, String order) {
        await("the broker alone has the message")
                .until(() -> !steadfast
                        .database()
                        .exists("select from %s.outbox where aggregate_id = ?".formatted(service.schema()), order));
    }

    private void assertConfirmed(String order) {
        assertThat(orders.ended(order).status()).isEqualTo("confirmed");
        sagas.awaitStatus(order, "completed");
    }
}
