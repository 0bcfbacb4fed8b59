package io.steadfast.inventory.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.inventory.testing.RunningInventoryService;
import io.steadfast.local.testing.TestServers;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * PostgreSQL keeps the plan of a prepared statement until the table is analysed again: one that was made for few rows is
 * still in use when there are many.
 */
@RunningInventoryService
class CommandPlansIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InventoryCommandHandler handler;

    @Autowired
    private TransactionOperations transactions;

    @AfterEach
    void remove() throws SQLException {
        asSuperuser("""
                delete from inventory.reservation_item where order_id like 'planned-%';
                delete from inventory.reservation where order_id like 'planned-%';
                delete from inventory.product where id like 'planned-%'""");
    }

    /** A table of a page or two is read as a whole by any plan; but not again for each of a batch's orders. */
    @ParameterizedTest
    @CsvSource({"100, 2", "1500, 0"})
    void aKeptPlanReadsWholeTablesAtMostOnceAStatement(int rows, int most) throws SQLException {
        fill(rows);
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
            Map<String, Integer> before = readsOfWholeTables();
            handler.handle(confirmations(50));
            assertThat(readsOfWholeTables())
                    .allSatisfy((table, reads) ->
                            assertThat(reads - before.getOrDefault(table, 0)).isLessThanOrEqualTo(most));
        });
    }

    private void fill(int rows) throws SQLException {
        asSuperuser("""
                insert into inventory.product (id, on_hand, reserved, received, version)
                select 'planned-' || i, 9, 1, 9, 0 from generate_series(1, %1$d) i;
                insert into inventory.reservation (order_id, status, created_at, updated_at, version)
                select 'planned-' || i, 'active', clock_timestamp(), clock_timestamp(), 0 from generate_series(1, %1$d) i;
                insert into inventory.reservation_item (order_id, product_id, quantity)
                select 'planned-' || i, 'planned-' || i, 1 from generate_series(1, %1$d) i;
                analyze inventory.product, inventory.reservation, inventory.reservation_item""".formatted(rows));
    }

    private static List<Received<?>> confirmations(int orders) {
        return IntStream.rangeClosed(1, orders)
                .<Received<?>>mapToObj(i -> new Received<>(
                        UUID.randomUUID(), new ConfirmReservation("planned-" + i), Instant.now(), Metadata.EMPTY))
                .toList();
    }

    /** So far on this connection, by table. */
    private Map<String, Integer> readsOfWholeTables() {
        return jdbc.sql("""
                        select relname, seq_scan
                        from pg_stat_xact_user_tables
                        where relname in ('product', 'reservation', 'reservation_item')""").query((row, n) -> Map.entry(row.getString("relname"), row.getInt("seq_scan"))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void asSuperuser(String sql) throws SQLException {
        String database =
                jdbc.sql("select current_database()").query(String.class).single();
        try (var connection = TestServers.postgres().connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
