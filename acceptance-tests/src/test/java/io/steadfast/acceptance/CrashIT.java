package io.steadfast.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.OrderStream;
import io.steadfast.acceptance.system.Orders;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.Products.Stock;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Service;
import io.steadfast.acceptance.system.Steadfast;
import io.steadfast.local.LocalService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Something is shot in the middle of a stream of orders and started again; every order takes effect once. */
@RunningStack
class CrashIT {

    private static final int ORDERS = 30;

    private final Steadfast steadfast;
    private final Orders orders;
    private final Products products;
    private final Sagas sagas;

    CrashIT(Steadfast steadfast) {
        this.steadfast = steadfast;
        orders = steadfast.orders();
        products = steadfast.products();
        sagas = steadfast.sagas();
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderIsConfirmedOnceAlthoughAServiceIsKilled(Service service) {
        everyOrderIsConfirmedOnceAlthough(() -> killAndStart(steadfast.process(service)));
    }

    @Test
    void everyOrderIsConfirmedOnceAlthoughTheBrokerIsKilled() {
        everyOrderIsConfirmedOnceAlthough(() -> killAndStart(steadfast.broker()));
    }

    @Test
    void everyOrderIsConfirmedOnceAlthoughTheBrokerLosesItsDisk() {
        everyOrderIsConfirmedOnceAlthough(() -> steadfast.broker().wipe());
    }

    @Test
    void everyOrderIsConfirmedOnceAlthoughPostgresIsKilled() {
        everyOrderIsConfirmedOnceAlthough(() -> killAndStart(steadfast.postgres()));
    }

    private void everyOrderIsConfirmedOnceAlthough(Runnable accident) {
        var product = products.inStock(100);
        try (var stream = OrderStream.of(orders, product, ORDERS)) {
            stream.awaitTaken(ORDERS / 3);
            accident.run();

            assertThat(stream.taken()).doesNotHaveDuplicates().allSatisfy(this::assertConfirmed);
            assertThat(orders.of(stream.customer())).hasSize(ORDERS);
        }
        assertThat(products.stock(product)).isEqualTo(Stock.of(100 - ORDERS, 0));
    }

    private void assertConfirmed(String order) {
        assertThat(orders.ended(order).status()).isEqualTo("confirmed");
        sagas.awaitStatus(order, "completed");
    }

    private static void killAndStart(LocalService process) {
        process.kill();
        process.start();
    }
}
