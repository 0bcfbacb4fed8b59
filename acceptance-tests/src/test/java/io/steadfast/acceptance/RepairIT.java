package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.Database;
import io.steadfast.acceptance.system.Orders;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.Products.Stock;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Steadfast;
import io.steadfast.contracts.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/operating.md} does after one schema came back from a backup and the others did not. Every test ends
 * with all rules of conservation holding again.
 */
@RunningStack
class RepairIT {

    private final Orders orders;
    private final Products products;
    private final Sagas sagas;
    private final Database database;

    RepairIT(Steadfast steadfast) {
        orders = steadfast.orders();
        products = steadfast.products();
        sagas = steadfast.sagas();
        database = steadfast.database();
    }

    @Test
    void anOrderWhoseSagaWasLostGetsOneThatEndsLikeIt() {
        var product = products.inStock(10);
        var order = completed(product, 3);
        var before = orders.get(order);
        loseSaga(order);

        repair("announce-orders-again");

        sagas.awaitStatus(order, "completed");
        assertThat(orders.get(order)).isEqualTo(before);
        assertThat(products.stock(product)).isEqualTo(Stock.of(7, 0));
    }

    @Test
    void aCancelledOrderWhoseSagaWasLostTakesNoStockThatHasComeSince() {
        var product = products.inStock(2);
        var order = orders.place(new Item(product, 3));
        sagas.awaitStatus(order, "cancelled");
        var before = orders.get(order);
        loseSaga(order);
        database.change("delete from inventory.reservation_item where order_id = ?", order);
        database.change("delete from inventory.reservation where order_id = ?", order);
        database.change(
                "update inventory.product set on_hand = 10, received = 10, version = version + 1 where id = ?",
                product);

        repair("announce-orders-again");

        sagas.awaitStatus(order, "cancelled");
        assertThat(orders.get(order)).isEqualTo(before);
        assertThat(products.stock(product)).isEqualTo(Stock.of(10, 0));
    }

    @Test
    void ordersThatWereLostOrDoNotKnowTheirEndAreToldIt() {
        var product = products.inStock(10);
        var lost = completed(product, 3);
        var behind = completed(product, 2);
        var before = orders.get(lost);
        database.change("delete from orders.order_item where order_id = ?", UUID.fromString(lost));
        database.change("delete from orders.orders where id = ?", UUID.fromString(lost));
        database.change("""
                update orders.orders
                set status = 'pending', updated_at = created_at, next_announcement_at = now(), version = version + 1
                where id = ?""", UUID.fromString(behind));

        repair("recreate-orders");
        repair("tell-orders-their-end");

        assertThat(orders.ended(lost).status()).isEqualTo("confirmed");
        assertThat(orders.ended(behind).status()).isEqualTo("confirmed");
        assertThat(orders.get(lost).items()).isEqualTo(before.items());
        assertThat(orders.get(lost).customerId()).isEqualTo(before.customerId());
        assertThat(products.stock(product)).isEqualTo(Stock.of(5, 0));
    }

    @Test
    void stockWhoseReservationWasLostIsReservedAndSoldAgain() {
        var product = products.inStock(10);
        var order = completed(product, 3);
        database.change("delete from inventory.reservation_item where order_id = ?", order);
        database.change("delete from inventory.reservation where order_id = ?", order);
        database.change("update inventory.product set on_hand = received, version = version + 1 where id = ?", product);

        repair("reserve-again");
        awaitReservation(order, "active");
        repair("sell-again");
        awaitReservation(order, "confirmed");

        assertThat(products.stock(product)).isEqualTo(Stock.of(7, 0));
    }

    @Test
    void stockThatIsReservedForALostOrderIsReleased() {
        var product = products.inStock(10);
        var order = UUID.randomUUID().toString();
        database.change("""
                insert into inventory.reservation (order_id, status, created_at, updated_at, version)
                values (?, 'active', now() - interval '1 hour', now() - interval '1 hour', 0)""", order);
        database.change(
                "insert into inventory.reservation_item (order_id, product_id, quantity) values (?, ?, 3)",
                order,
                product);
        database.change("update inventory.product set reserved = 3, version = version + 1 where id = ?", product);

        repair("release-for-nobody");

        awaitReservation(order, "released");
        assertThat(products.stock(product)).isEqualTo(Stock.of(10, 0));
    }

    private String completed(String product, int quantity) {
        var order = orders.place(new Item(product, quantity));
        sagas.awaitStatus(order, "completed");
        return order;
    }

    private void loseSaga(String order) {
        database.change(
                "delete from sagas.saga_journal where saga_id = (select id from sagas.saga where business_key = ?)",
                order);
        database.change("delete from sagas.saga where business_key = ?", order);
        database.change("delete from sagas.inbox where message_id = ?", UUID.fromString(order));
    }

    private void awaitReservation(String order, String status) {
        await("reservation of " + order + " becomes " + status)
                .until(() -> products.reservation(order).equals(status));
    }

    /** The files reach back ten minutes before the moment; a little suffices, and spares what other tests have done. */
    private void repair(String file) {
        var moment = Instant.now().plus(Duration.ofMinutes(10)).minusSeconds(30);
        var sql = SourceTree.read("db/repair/" + file + ".sql").replace("RESTORED_TO", moment.toString());
        assertThat(database.change(sql)).as("rows written by %s", file).isPositive();
    }
}
