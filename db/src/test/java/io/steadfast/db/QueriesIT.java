package io.steadfast.db;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Runs the ready queries as a reader does, over a day on which a little of everything happened. */
class QueriesIT {

    /** Of which only the hours are told: the test itself may take seconds. */
    private static final String DURATION = "\\d\\d:\\d\\d:\\d\\d";

    private static final Path QUERIES = Path.of("queries");
    private static final TestDatabase DATABASE = MigratedDatabase.create();

    private static String outOfStock;
    private static String byCustomer;
    private static String stuck;
    private static String waiting;

    @BeforeAll
    static void aDay() {
        var jdbc = JdbcClient.create(new DriverManagerDataSource(DATABASE.jdbcUrl(), "postgres", ""));
        var rows = new Rows(jdbc);
        String retried = rows.order("confirmed", "completed", "confirm-stock", "confirmed");

        outOfStock = rows.order("cancelled", "cancelled", "cancel-order", "unavailable");
        rows.journal(outOfStock, "failed", "reserve-stock", """
                {"reason": "out of stock: item1 (requested 9, available 4), a, b (requested 2, available 0)"}""");
        byCustomer = rows.order("cancelled", "cancelled", "cancel-order", "released");
        rows.journal(byCustomer, "cancellation-requested", "reserve-stock", """
                {"reason": "changed my mind"}""");

        waiting = rows.order("pending", "running", "reserve-stock", null);
        jdbc.sql("update sagas.saga set started_at = now() - interval '1 hour' where business_key = ?")
                .param(waiting)
                .update();
        stuck = rows.order("pending", "stuck", "reserve-stock", null);
        rows.journal(stuck, "resent", "reserve-stock", "{}");
        rows.journal(stuck, "resent", "reserve-stock", "{}");
        rows.journal(waiting, "resent", "reserve-stock", "{}");

        rows.message("orders", waiting, "10 minutes");
        long parked = rows.message("inventory", waiting, "1 minute");
        jdbc.sql("update inventory.outbox set parked_at = now(), last_error = 'too large' where id = ?")
                .param(parked)
                .update();
        long younger = rows.message("inventory", stuck, "10 seconds");
        jdbc.sql(
                        "update inventory.outbox set shard = 1, parked_at = now(), last_error = 'unknown exchange' where id = ?")
                .param(younger)
                .update();
        jdbc.sql("""
                insert into sagas.dead_letter (id, queue, exchange, routing_key, type, reason, died_at, deliveries, headers, body, status,
                                                decided_at)
                select gen_random_uuid(), 'saga-orchestrator.events', '', '', type, 'no saga', now(), 1, '{}', '', status,
                       case status when 'replayed' then now() end
                from (values ('InventoryReserved', 'open'), ('InventoryReserved', 'open'), ('InventoryReserved', 'replayed'))
                         as letter (type, status)""").update();
        jdbc.sql("""
                insert into sagas.admin_action (actor, action, target, reason, outcome)
                select 'operator', 'retry', id, 'inventory is back', outcome
                from sagas.saga cross join unnest(array['refused: not stuck', 'accepted']) as outcome
                where business_key = ?""").param(retried).update();
    }

    static Stream<Path> files() throws IOException {
        try (var files = Files.list(QUERIES)) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileSaysItsQuestionAndHowToRunItAndIsInTheIndex(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String name = file.getFileName().toString();
        assertThat(lines.get(0)).startsWith("-- ").contains("?");
        assertThat(lines.get(1)).startsWith("-- Run: ./run sql \"$(").contains("db/queries/" + name);
        assertThat(Files.readString(QUERIES.resolve("README.md")))
                .contains("| [%1$s](%1$s) | %2$s"
                        .formatted(name, lines.get(0).substring(3).split("\\?")[0]));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileHasAnAnswerToThatDay(Path file) throws Exception {
        String name = file.getFileName().toString();
        assertThat(answer(name, name.equals("why-stuck.sql") ? stuck : outOfStock))
                .isNotEmpty();
    }

    @Test
    void longestWaitingComesFirst() throws Exception {
        assertThat(answer("longest-waiting.sql"))
                .containsExactly(
                        waiting + " | running | reserve-stock | 1 | 01 h | null",
                        stuck + " | stuck | reserve-stock | 1 | 00 h | no answer to 4 attempts");
    }

    @Test
    void stuckSagasTellWhyAndWhatHelps() throws Exception {
        assertThat(answer("stuck-sagas.sql"))
                .containsExactly(stuck + " | reserve-stock | 00 h | 1 | silent | no answer to 4 attempts | retry");
    }

    @Test
    void whyAnOrderIsStuckIsToldWithWhatHasBeenTried() throws Exception {
        assertThat(answer("why-stuck.sql", stuck))
                .singleElement()
                .asString()
                .startsWith("reserve-stock | 00 h | silent | No answer to reserve-stock, sent 1 times")
                .endsWith(" | 2 | 0 | retry");
        assertThat(answer("why-stuck.sql", waiting)).isEmpty();
    }

    @Test
    void oneOrderIsToldInOrder() throws Exception {
        assertThat(answer("one-order.sql", stuck))
                .extracting(row -> row.replaceAll(" \\| .* \\| (?=[a-z]+ \\| reserve)", " "))
                .containsExactly(
                        "1 started | reserve-stock | {}",
                        "2 sent | reserve-stock | {}",
                        "3 stuck | reserve-stock | {}",
                        "4 resent | reserve-stock | {}",
                        "5 resent | reserve-stock | {}");
    }

    @Test
    void aCancellationTellsWhoDecidedIt() throws Exception {
        assertThat(answer("why-cancelled.sql", outOfStock))
                .singleElement()
                .asString()
                .endsWith(
                        " | reserve-stock | out of stock: item1 (requested 9, available 4), a, b (requested 2, available 0)");
        assertThat(answer("why-cancelled.sql", byCustomer))
                .singleElement()
                .asString()
                .endsWith(" | customer | changed my mind");
    }

    @Test
    void cancelReasonsAreGroupedWithoutTheirNumbers() throws Exception {
        assertThat(answer("cancel-reasons.sql"))
                .extracting(row -> row.replaceAll(" \\| [^|]*$", ""))
                .containsExactlyInAnyOrder("changed my mind | 1", "out of stock: item1, a, b | 1");
    }

    @Test
    void missingProductsAreCounted() throws Exception {
        assertThat(answer("missing-products.sql")).containsExactly("item1 | 1 | 5", "a, b | 1 | 2");
    }

    @Test
    void everyStepThatSucceededHasItsDuration() throws Exception {
        assertThat(answer("step-durations.sql"))
                .extracting(row -> row.split(" \\| ")[0])
                .contains("confirm-stock", "cancel-order");
    }

    @Test
    void throughputShowsEveryMinuteOfTheHour() throws Exception {
        List<String> minutes = answer("throughput.sql");
        assertThat(minutes).hasSize(60);
        assertThat(totals(minutes))
                .as("started (one has been waiting for more than an hour), completed, cancelled, stuck")
                .containsExactly(4, 1, 2, 1);
    }

    @Test
    void theHoursOfTheDayAddUp() throws Exception {
        assertThat(totals(answer("sagas-per-hour.sql"))).containsExactly(5, 1, 2, 1);
    }

    /** Of the four columns after the first, whatever the time is. */
    private static List<Integer> totals(List<String> rows) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> Integer.parseInt(row.split(" \\| ")[column]))
                        .sum())
                .toList();
    }

    @Test
    void whatHasEndedHasADuration() throws Exception {
        assertThat(answer("saga-durations.sql"))
                .extracting(row -> row.replaceAll("^[^|]* \\| ", ""))
                .anyMatch(row -> row.matches("cancelled \\| [12] \\| 0 \\| 0 \\| 0"))
                .anyMatch(row -> row.matches("completed \\| 1 \\| 0 \\| 0 \\| 0"));
        assertThat(answer("slowest-orders.sql")).hasSize(3);
    }

    @Test
    void theBacklogOfEveryServiceIsThereAndSaysWhyItsOldestMessageWaits() throws Exception {
        assertThat(answer("outbox-backlog.sql"))
                .satisfiesExactly(
                        inventory -> assertThat(inventory)
                                .startsWith("inventory-service | 0 | 2 | 00 h |")
                                .endsWith("too large"),
                        orders -> assertThat(orders).startsWith("order-service | 1 | 0 | 00 h |"),
                        sagas -> assertThat(sagas).isEqualTo("saga-orchestrator | 0 | 0 | null | null"));
    }

    @Test
    void openDeadLettersAreGrouped() throws Exception {
        assertThat(answer("dead-letters.sql"))
                .singleElement()
                .asString()
                .startsWith("saga-orchestrator.events | InventoryReserved | no saga | 2 | ");
    }

    @Test
    void mostResendsComeFirst() throws Exception {
        assertThat(answer("most-resends.sql"))
                .extracting(row -> row.replaceAll(" \\| [^|]*$", ""))
                .containsExactly(stuck + " | reserve-stock | 2", waiting + " | reserve-stock | 1");
    }

    @Test
    void operatorsActionsAreTold() throws Exception {
        assertThat(answer("operator-actions.sql"))
                .hasSize(2)
                .allMatch(row -> row.contains(" | operator | retry | "))
                .anyMatch(row -> row.endsWith(" | inventory is back | accepted"));
        assertThat(answer("retries-by-operator.sql"))
                .singleElement()
                .asString()
                .startsWith("operator | retry | 2 | 1 | 1 | 1 | ");
    }

    @Test
    void violationsAreTold() throws Exception {
        assertThat(answer("violations.sql"))
                .singleElement()
                .asString()
                .startsWith("4 nothing is overdue | " + waiting + " | Message ");
    }

    private static List<String> answer(String file) throws IOException, SQLException {
        return answer(file, "");
    }

    /** As {@code ./run sql} does it, but as the reader; one text a row. */
    private static List<String> answer(String file, String order) throws IOException, SQLException {
        String sql = Files.readString(QUERIES.resolve(file)).replace("ORDER_ID", order);
        try (var connection = DATABASE.connectAs("saga_reader");
                var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isTrue();
            var result = statement.getResultSet();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    String cell = String.valueOf(result.getString(i));
                    cells.add(cell.matches(DURATION) ? cell.substring(0, 2) + " h" : cell);
                }
                rows.add(cells.stream().collect(joining(" | ")));
            }
            return rows;
        }
    }
}
