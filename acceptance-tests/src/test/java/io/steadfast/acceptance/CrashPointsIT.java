package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Await.await;
import static io.steadfast.acceptance.system.Service.INVENTORY_SERVICE;
import static io.steadfast.acceptance.system.Service.ORDER_SERVICE;
import static io.steadfast.acceptance.system.Service.SAGA_ORCHESTRATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.acceptance.system.Holds;
import io.steadfast.acceptance.system.Orders;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.Products.Stock;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Service;
import io.steadfast.acceptance.system.Steadfast;
import io.steadfast.acceptance.system.UnderWay;
import io.steadfast.contracts.Item;
import io.steadfast.local.process.StartFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The crash matrix: at each point where a process can die between two writes, all three services die there, each with an
 * order of its own at hand. Every order ends as if nothing had been, and its stock is sold once.
 */
@RunningStack
class CrashPointsIT {

    private static final Service[] EVERY_SERVICE = Service.values();
    private static final int STOCK = 10;

    private final Steadfast steadfast;
    private final Holds holds;
    private final Orders orders;
    private final Products products;
    private final Sagas sagas;
    private final String product;

    CrashPointsIT(Steadfast steadfast) {
        this.steadfast = steadfast;
        holds = steadfast.holds();
        orders = steadfast.orders();
        products = steadfast.products();
        sagas = steadfast.sagas();
        product = products.inStock(STOCK);
    }

    @Test
    void everyServiceDiesAfterItsCommitAndBeforeThePublish() {
        try (var underWay = UnderWay.outOfEveryService(steadfast, product)) {
            steadfast.killServices();

            underWay.goOn();
            steadfast.startServices();
            assertConfirmedOnce(underWay.orders());
        }
    }

    @Test
    void everyServiceDiesAfterThePublishAndBeforeTheConfirm() {
        try (var underWay = UnderWay.outOfEveryService(steadfast, product)) {
            steadfast.broker().pause();
            underWay.goOn();
            holds.awaitPublishing(EVERY_SERVICE);
            steadfast.killServices();

            steadfast.broker().resume();
            steadfast.startServices();
            assertConfirmedOnce(underWay.orders());
        }
    }

    @Test
    void everyServiceDiesAfterTheConfirmAndBeforeTheDelete() {
        try (var underWay = UnderWay.outOfEveryService(steadfast, product);
                var delete = holds.beforeDeleting(EVERY_SERVICE)) {
            underWay.goOn();
            holds.awaitBlocked(EVERY_SERVICE);
            steadfast.killServices();

            delete.release();
            steadfast.startServices();
            assertConfirmedOnce(underWay.orders());
        }
    }

    @Test
    void everyServiceDiesAfterTheDeliveryAndBeforeTheHandling() {
        try (var underWay = UnderWay.intoEveryService(steadfast, product);
                var handling = holds.beforeHandling(EVERY_SERVICE)) {
            underWay.goOn();
            holds.awaitBlocked(EVERY_SERVICE);
            steadfast.killServices();

            handling.release();
            steadfast.startServices();
            assertConfirmedOnce(underWay.orders());
        }
    }

    @Test
    void everyServiceDiesInTheMiddleOfHandling() {
        try (var underWay = UnderWay.intoEveryService(steadfast, product);
                var commit = holds.beforeAppending(EVERY_SERVICE)) {
            underWay.goOn();
            holds.awaitBlocked(EVERY_SERVICE);
            steadfast.killServices();

            commit.release();
            steadfast.startServices();
            assertConfirmedOnce(underWay.orders());
        }
    }

    @Test
    void everyServiceDiesAfterItsCommitAndBeforeTheAcknowledgement() {
        try (var underWay = UnderWay.intoEveryService(steadfast, product);
                var handling = holds.beforeHandling(EVERY_SERVICE)) {
            underWay.goOn();
            holds.awaitBlocked(EVERY_SERVICE);
            steadfast.broker().pause();
            handling.release();
            awaitHandled(underWay.orders());
            steadfast.killServices();
            steadfast.broker().kill();

            steadfast.broker().start();
            steadfast.startServices();
            assertConfirmedOnce(underWay.orders());
        }
    }

    @Test
    void orderServiceDiesInTheSweepThatAnnouncesAnOrderAgain() {
        steadfast.process(SAGA_ORCHESTRATOR).kill();
        var order = orders.place(new Item(product, 1));
        await("the order is announced")
                .until(() -> !steadfast.database().exists("select from orders.outbox where aggregate_id = ?", order));
        try (var append = holds.beforeAppending(ORDER_SERVICE)) {
            holds.awaitBlocked(ORDER_SERVICE);
            steadfast.process(ORDER_SERVICE).kill();
            append.release();
        }

        steadfast.startServices();
        assertConfirmedOnce(List.of(order));
    }

    @Test
    void sagaOrchestratorDiesInTheSweepThatSendsACommandAgain() {
        steadfast.process(INVENTORY_SERVICE).kill();
        var order = orders.place(new Item(product, 1));
        sagas.awaitStep(order, "reserve-stock");
        await("the command is sent")
                .until(() -> !steadfast.database().exists("select from sagas.outbox where aggregate_id = ?", order));
        try (var append = holds.beforeAppending(SAGA_ORCHESTRATOR)) {
            holds.awaitBlocked(SAGA_ORCHESTRATOR);
            steadfast.process(SAGA_ORCHESTRATOR).kill();
            append.release();
        }

        steadfast.startServices();
        assertConfirmedOnce(List.of(order));
    }

    @Test
    void everyServiceDiesWhileItMigratesItsSchema() {
        steadfast.killServices();
        try (var migration = holds.beforeMigrating(EVERY_SERVICE)) {
            var start = CompletableFuture.runAsync(steadfast::startServices);
            holds.awaitBlocked(EVERY_SERVICE);
            steadfast.killServices();
            migration.release();
            assertThatThrownBy(start::join).hasRootCauseInstanceOf(StartFailure.class);
        }

        steadfast.startServices();
        assertConfirmedOnce(List.of(orders.place(new Item(product, 1))));
    }

    /** A saga has begun, stock is reserved, an order is confirmed: the effects of the three messages at hand. */
    private void awaitHandled(List<String> underWay) {
        await("all three messages have taken effect")
                .until(() -> steadfast.database().exists("""
                        select
                        from sagas.saga s, inventory.reservation r, orders.orders o
                        where o.id::text = ? and o.status = 'confirmed'
                              and r.order_id = ? and r.status = 'active'
                              and s.business_key = ?""", underWay.toArray()));
    }

    private void assertConfirmedOnce(List<String> placed) {
        assertThat(placed).allSatisfy(order -> {
            assertThat(orders.ended(order).status()).isEqualTo("confirmed");
            sagas.awaitStatus(order, "completed");
        });
        assertThat(products.stock(product)).isEqualTo(Stock.of(STOCK - placed.size(), 0));
    }
}
