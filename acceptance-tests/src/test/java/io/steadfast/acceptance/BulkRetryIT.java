package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Await.await;
import static io.steadfast.acceptance.system.Service.INVENTORY_SERVICE;
import static io.steadfast.acceptance.system.Service.SAGA_ORCHESTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.Admin;
import io.steadfast.acceptance.system.OrderStream;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.Products.Stock;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Steadfast;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What operators do about many sagas at once. */
@RunningStack
class BulkRetryIT {

    private static final int ORDERS = 500;
    private static final String REASON = "inventory-service is about to be back";

    private final Steadfast steadfast;
    private final Products products;
    private final Sagas sagas;
    private final Admin operator;

    BulkRetryIT(Steadfast steadfast) {
        this.steadfast = steadfast;
        products = steadfast.products();
        sagas = steadfast.sagas();
        operator = steadfast.operator();
    }

    @Test
    void everyStuckOrderEndsByOneBulkRetryAlthoughTheOrchestratorDiesInTheMiddleOfIt() {
        var product = products.inStock(ORDERS);
        steadfast.process(INVENTORY_SERVICE).stop();
        var orders = place(product);
        await("every saga is stuck").until(() -> stuck().equals(List.of(allSilent())));
        var oneOfThem = operator.get("/admin/sagas/" + sagas.of(orders.get(0)).get("saga_id"));
        assertThat(oneOfThem.text("reason")).isEqualTo("silent");
        assertThat(oneOfThem.text("explanation")).startsWith("No answer to reserve-stock");

        assertThat(retry(true).path("matched").asInt()).isEqualTo(ORDERS);
        assertThat(stuck()).containsExactly(allSilent());

        var operation = retry(false).path("id").asString();
        await("a part is done").until(() -> operation(operation).path("done").asInt() >= ORDERS / 5);
        steadfast.process(SAGA_ORCHESTRATOR).kill();
        assertThat(steadfast
                        .database()
                        .rows(
                                "select status from sagas.admin_operation where id = cast(? as uuid) and done < matched",
                                operation))
                .containsExactly(Map.of("status", "running"));
        steadfast.process(SAGA_ORCHESTRATOR).start();
        await("the operation is completed")
                .until(() -> operation(operation).path("status").asString().equals("completed"));
        assertThat(operation(operation).path("done").asInt()).isEqualTo(ORDERS);

        steadfast.process(INVENTORY_SERVICE).start();
        assertThat(orders)
                .allSatisfy(order ->
                        assertThat(steadfast.orders().ended(order).status()).isEqualTo("confirmed"));
        orders.forEach(order -> sagas.awaitStatus(order, "completed"));
        assertThat(products.stock(product)).isEqualTo(Stock.of(0, 0));
        assertThat(sagas.views().rows("""
                        select retried.times, count(*) as sagas
                        from (select count(*) as times
                              from sagas.saga_timeline
                              where event = 'retried' and detail ->> 'reason' = ?
                              group by saga_id) retried
                        group by retried.times""", REASON)).containsExactly(Map.of("times", 1L, "sagas", (long) ORDERS));
    }

    private List<String> place(String product) {
        try (var stream = OrderStream.of(steadfast.orders(), product, ORDERS)) {
            return stream.taken();
        }
    }

    private List<Map<String, Object>> stuck() {
        return sagas.views()
                .rows("select step, reason, count(*) as sagas from sagas.stuck_sagas group by step, reason");
    }

    private static Map<String, Object> allSilent() {
        return Map.of("step", "reserve-stock", "reason", "silent", "sagas", (long) ORDERS);
    }

    private JsonNode retry(boolean dryRun) {
        var filter = Map.of("status", "stuck", "step", "reserve-stock");
        var answer = operator.post(
                "/admin/sagas/retry",
                Map.of("filter", filter, "reason", REASON, "dryRun", dryRun, "ratePerSecond", 100));
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.json();
    }

    private JsonNode operation(String id) {
        return operator.get("/admin/operations/" + id).json();
    }
}
