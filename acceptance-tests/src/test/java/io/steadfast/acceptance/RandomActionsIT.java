package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Await.await;
import static io.steadfast.acceptance.system.Service.INVENTORY_SERVICE;
import static io.steadfast.acceptance.system.Service.SAGA_ORCHESTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.Admin;
import io.steadfast.acceptance.system.Orders;
import io.steadfast.acceptance.system.Products;
import io.steadfast.acceptance.system.Products.Stock;
import io.steadfast.acceptance.system.RunningStack;
import io.steadfast.acceptance.system.Sagas;
import io.steadfast.acceptance.system.Steadfast;
import io.steadfast.contracts.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Nothing that an operator can click breaks a rule of conservation: operators do what comes into their heads to whatever
 * saga they see, while customers cancel, inventory-service is away and the orchestrator is shot. After each test all rules
 * are checked.
 */
@RunningStack
class RandomActionsIT {

    private static final int ORDERS = 60;
    private static final int SPARED = 5;
    private static final int OPERATORS = 2;
    private static final List<String> ACTIONS = List.of("retry", "retry", "cancel", "skip");
    private static final Map<String, Object> ALL_STUCK =
            Map.of("filter", Map.of("status", "stuck"), "reason", "why not all", "dryRun", false);

    private final Steadfast steadfast;
    private final Orders orders;
    private final Products products;
    private final Sagas sagas;
    private final Admin operator;
    private final long seed = Long.getLong("steadfast.seed", System.nanoTime());

    RandomActionsIT(Steadfast steadfast) {
        this.steadfast = steadfast;
        orders = steadfast.orders();
        products = steadfast.products();
        sagas = steadfast.sagas();
        operator = steadfast.operator();
    }

    @Test
    void whateverOperatorsDoEveryUnitIsAccountedForAndEveryOrderEnds() {
        var product = products.inStock(ORDERS);
        steadfast.process(INVENTORY_SERVICE).stop();
        var placed = IntStream.range(0, ORDERS)
                .mapToObj(n -> orders.place(new Item(product, 1)))
                .toList();
        placed.stream().limit(ORDERS / 2).forEach(order -> sagas.awaitStatus(order, "stuck"));

        var clicking = IntStream.range(0, OPERATORS)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> click(placed.subList(SPARED, ORDERS), new Random(seed + n))))
                .toList();
        steadfast.process(INVENTORY_SERVICE).start();
        steadfast.process(SAGA_ORCHESTRATOR).kill();
        steadfast.process(SAGA_ORCHESTRATOR).start();
        var answers = new ArrayList<Integer>();
        clicking.forEach(clicks -> answers.addAll(clicks.join()));

        assertThat(answers).as("seed %s", seed).contains(202, 409).doesNotContain(500);
        await("seed " + seed + ": every order ends").until(() -> allEnded(placed));
        var confirmed = (int) placed.stream()
                .filter(order -> orders.get(order).status().equals("confirmed"))
                .count();
        assertThat(products.stock(product)).as("seed %s", seed).isEqualTo(Stock.of(ORDERS - confirmed, 0));
        assertThat(confirmed).as("orders confirmed, seed %s", seed).isGreaterThanOrEqualTo(SPARED);
    }

    /** One operator's clicks: what the API answered to each; 0 where it was away. */
    private List<Integer> click(List<String> placed, Random random) {
        var answers = new ArrayList<Integer>();
        for (var i = 0; i < 3 * ORDERS; i++) {
            var order = placed.get(random.nextInt(placed.size()));
            if (random.nextInt(12) == 0) {
                orders.cancel(order, "changed my mind");
            }
            if (random.nextInt(30) == 0) {
                answers.add(post("/admin/sagas/retry", ALL_STUCK));
            }
            var action = ACTIONS.get(random.nextInt(ACTIONS.size()));
            answers.add(act(String.valueOf(sagas.of(order).get("saga_id")), action));
        }
        return answers;
    }

    private int act(String saga, String action) {
        return post("/admin/sagas/%s/%s".formatted(saga, action), Map.of("reason", "why not"));
    }

    private int post(String path, Object body) {
        try {
            return operator.post(path, body).status();
        } catch (RuntimeException away) {
            return 0;
        }
    }

    /** Someone sensible brings on what is stuck, as those who clicked at random have gone home. */
    private boolean allEnded(List<String> placed) {
        sagas.views().texts("select saga_id from sagas.stuck_sagas").forEach(saga -> act(saga, "retry"));
        return placed.stream().noneMatch(order -> orders.get(order).isPending());
    }
}
