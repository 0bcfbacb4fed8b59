package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Service.INVENTORY_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.acceptance.system.Admin;
import io.steadfast.acceptance.system.Orders;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Steadfast;
import io.steadfast.contracts.Item;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see and do. */
@RunningStack
class AdminIT {

    private static final Map<String, String> REASON = Map.of("reason", "inventory-service is back");

    private final Steadfast steadfast;
    private final Orders orders;
    private final Products products;
    private final Sagas sagas;
    private final Admin operator;
    private final Admin viewer;

    AdminIT(Steadfast steadfast) {
        this.steadfast = steadfast;
        orders = steadfast.orders();
        products = steadfast.products();
        sagas = steadfast.sagas();
        operator = steadfast.operator();
        viewer = steadfast.viewer();
    }

    @Test
    void aSagaThatIsStuckIsSeenAndEndsAfterARetry() {
        var product = products.inStock(1);
        steadfast.process(INVENTORY_SERVICE).stop();
        var order = orders.place(new Item(product, 1));
        sagas.awaitStatus(order, "stuck");

        var saga = sagas.of(order).get("saga_id").toString();
        assertThat(sagas.views().rows("select * from sagas.stuck_sagas where order_id = ?", order))
                .singleElement()
                .satisfies(stuck ->
                        assertThat(stuck).containsEntry("step", "reserve-stock").containsEntry("reason", "silent"));
        assertThat(viewer.get("/admin/sagas?status=stuck&orderId=" + order)
                        .json()
                        .path("items"))
                .singleElement()
                .satisfies(stuck -> assertThat(stuck.path("sagaId").asString()).isEqualTo(saga));
        assertThat(viewer.get("/admin/sagas/" + saga).json().path("explanation").asString())
                .contains("reserve-stock");

        // The broker has forgotten every command, so that only the operator's can bring the order on.
        steadfast.broker().wipe();
        steadfast.process(INVENTORY_SERVICE).start();
        assertThat(sagas.of(order)).containsEntry("status", "stuck");
        assertThat(operator.post("/admin/sagas/" + saga + "/retry", REASON).status())
                .isEqualTo(202);

        assertThat(orders.ended(order).status()).isEqualTo("confirmed");
        sagas.awaitStatus(order, "completed");
        assertThat(sagas.views().rows("select actor, action, reason from sagas.admin_actions where target = ?", saga))
                .containsExactly(Map.of("actor", "operator", "action", "retry", "reason", REASON.get("reason")));
    }

    @Test
    void whatIsNotAllowedIsRefusedAsAProblem() {
        var order = orders.place(new Item(products.inStock(1), 1));
        sagas.awaitStatus(order, "completed");
        var retry = "/admin/sagas/" + sagas.of(order).get("saga_id") + "/retry";

        assertThat(viewer.getAsNobody("/admin/sagas").isProblem(401)).isTrue();
        assertThat(viewer.post(retry, REASON).isProblem(403)).isTrue();
        assertThat(operator.post("/admin/sagas/" + UUID.randomUUID() + "/retry", REASON)
                        .isProblem(404))
                .isTrue();
        var conflict = operator.post(retry, REASON);
        assertThat(conflict.isProblem(409)).isTrue();
        assertThat(conflict.json().path("sagaStatus").asString()).isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sagas.saga_overview",
                "sagas.saga_timeline",
                "sagas.stuck_sagas",
                "sagas.saga_step_stats",
                "sagas.saga_throughput",
                "sagas.dead_letters",
                "sagas.admin_actions",
                "orders.outbox_backlog",
                "inventory.outbox_backlog",
                "sagas.outbox_backlog",
                "audit.violations"
            })
    void theReaderOfSagasMayReadEveryPublicView(String view) {
        assertThat(sagas.views().rows("select * from " + view + " limit 1")).hasSizeBetween(0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sagas.saga", "orders.orders", "inventory.product", "orders.outbox"})
    void theReaderOfSagasMayReadNothingElse(String table) {
        assertThatThrownBy(() -> sagas.views().rows("select * from " + table))
                .rootCause()
                .hasMessageContaining("permission denied");
    }
}
