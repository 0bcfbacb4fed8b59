package io.steadfast.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.OrderStream;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.Products.Stock;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Steadfast;
import org.junit.jupiter.api.Test;

/** Two instances of every service share the work; one is enough. */
@RunningStack
class SecondInstanceIT {

    private static final int ORDERS = 30;

    private final Steadfast steadfast;
    private final Products products;
    private final Sagas sagas;

    SecondInstanceIT(Steadfast steadfast) {
        this.steadfast = steadfast;
        products = steadfast.products();
        sagas = steadfast.sagas();
    }

    @Test
    void everyOrderIsConfirmedOnceAlthoughOneInstanceOfEveryServiceDiesForGood() {
        var product = products.inStock(100);
        try (var second = steadfast.secondInstances()) {
            try (var stream = OrderStream.of(second.orders(), product, ORDERS)) {
                stream.awaitTaken(ORDERS / 3);
                steadfast.killServices();

                assertThat(stream.taken()).doesNotHaveDuplicates().allSatisfy(order -> {
                    assertThat(second.orders().ended(order).status()).isEqualTo("confirmed");
                    sagas.awaitStatus(order, "completed");
                });
            }
            assertThat(second.products().stock(product)).isEqualTo(Stock.of(100 - ORDERS, 0));
            steadfast.startServices();
        }
    }
}
