package io.steadfast.acceptance.system;

import static io.steadfast.acceptance.system.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The system at rest: every order has ended, nothing is under way, and the rules of conservation hold. */
final class Quiet {

    private final Database database;

    Quiet(Database database) {
        this.database = database;
    }

    void assertReached() {
        await("the system is quiet")
                .untilAsserted(
                        () -> assertThat(unrest()).as("what has not ended").isEmpty());
        assertThat(database.rows("select rule, subject, detail from audit.violations"))
                .as("violations of the conservation rules")
                .isEmpty();
    }

    private List<String> unrest() {
        return database.texts("""
                select 'order ' || id || ' is ' || status from orders.orders where status = 'pending'
                union all
                select 'saga of order ' || order_id || ' is ' || status || ' in ' || step
                from sagas.saga_overview where status in ('running', 'compensating', 'stuck')
                union all
                select 'in the outbox of order-service: ' || type || ' of ' || aggregate_id from orders.outbox
                union all
                select 'in the outbox of inventory-service: ' || type || ' of ' || aggregate_id from inventory.outbox
                union all
                select 'in the outbox of saga-orchestrator: ' || type || ' of ' || aggregate_id from sagas.outbox""");
    }
}
