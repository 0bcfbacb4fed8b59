package io.steadfast.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.steadfast.local.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Every statement that {@code docs/operating.md} has somebody paste runs, by the role that it names. */
class OperatingIT {

    private static final Path PAGE = Path.of("..", "docs", "operating.md");
    private static final Path REPAIR = Path.of("repair");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");
    private static final Pattern ROLE = Pattern.compile("(?m)^ *-- [aA]s:? (\\w+)");
    private static final TestDatabase DATABASE = MigratedDatabase.create();

    static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(REPAIR)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreStatements() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(10);
        assertThat(files()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyStatementOfThePageRunsAsTheRoleThatItNames(String block) {
        assertThatCode(() -> run(block)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRepairRunsAsTheRoleThatItNamesAndMendsNothingWhereNothingIsWrong(Path file)
            throws IOException, SQLException {
        assertThat(run(Files.readString(file))).isZero();
    }

    @Test
    void theAlertTellsOfMessagesThatWaitThoughNoErrorIsKnown() throws IOException, SQLException {
        String alert = blocks().stream()
                .filter(block -> block.contains(" as alert"))
                .findFirst()
                .orElseThrow();
        try (var connection = DATABASE.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            new Rows(sameConnection(connection)).message("orders", "order", "2 minutes");
            var wrong = statement.executeQuery(alert);

            assertThat(wrong.next()).isTrue();
            assertThat(wrong.getString("alert")).isEqualTo("outbox of orders");
            assertThat(wrong.getString("detail"))
                    .startsWith("1 pending, 0 parked, the oldest 00:02:00")
                    .endsWith(" old");
            connection.rollback();
        }
    }

    @Test
    void onlyOrdersThatCanBeOursAreWrittenAgain() throws IOException, SQLException {
        try (var connection = DATABASE.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var jdbc = sameConnection(connection);
            String lost = new Rows(jdbc).order("pending", "running", "reserve-stock", null);
            new Rows(jdbc).order("pending", "running", "reserve-stock", null);
            jdbc.sql("delete from orders.order_item").update();
            jdbc.sql("delete from orders.orders").update();
            jdbc.sql("update sagas.saga set business_key = 'shop-17' where business_key <> ?")
                    .param(lost)
                    .update();
            jdbc.sql("""
                    update sagas.saga
                    set data = '{"customerId": "c-42", "items": [{"productId": "item1", "quantity": 2}]}'""").update();
            statement.execute(Files.readString(REPAIR.resolve("recreate-orders.sql")));

            assertThat(jdbc.sql("select id::text from orders.orders")
                            .query(String.class)
                            .list())
                    .containsExactly(lost);
            connection.rollback();
        }
    }

    /** In whose transaction all of it happens, so that nothing of it stays. */
    private static JdbcClient sameConnection(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRepairSaysHowToRunItAndThePageNamesIt(Path file) throws IOException {
        String name = "db/repair/" + file.getFileName();
        assertThat(Files.readString(file)).startsWith("-- ").contains("?").contains("-- Run: ./run sql \"$(");
        assertThat(Files.readString(file).split("-- Run: ")[1].split("\n")[0]).contains(name);
        assertThat(Files.readString(PAGE)).contains(name);
    }

    /** How many rows it has changed. */
    private static int run(String sql) throws SQLException {
        String role = ROLE.matcher(sql).results().findFirst().orElseThrow().group(1);
        try (var connection = DATABASE.connectAs(role);
                var statement = connection.createStatement()) {
            boolean asked = statement.execute(sql.replace("RESTORED_TO", "2026-11-25T18:26:35Z"));
            return asked ? 0 : statement.getUpdateCount();
        }
    }
}
