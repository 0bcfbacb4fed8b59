package io.steadfast.saga.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Bulk operations as operators order and see them. */
class OperationsIT extends OperationFixture {

    @Autowired
    OperationTable table;

    @Autowired
    OperationProperties properties;

    private static final String RETRY = "/admin/sagas/retry";

    private List<Map<String, Object>> everything() {
        return jdbc.sql("""
                        select (select json_agg(s order by id)::text from saga s) as sagas,
                               (select count(*) from saga_journal) as journal, (select count(*) from outbox) as outbox""").query().listOfRows();
    }

    private static String dryRun(String filter) {
        return "{\"filter\": %s, \"reason\": \"to see\", \"dryRun\": true}".formatted(filter);
    }

    private List<String> sampled(String filter) {
        return texts(operator.post(RETRY, dryRun(filter)).json().path("sample"), "orderId");
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(entry -> entry.path(field).asString()).toList();
    }

    @Test
    void aBulkRetryIsAnsweredAtOnceAndShowsItsProgressUntilItIsCompleted() {
        List<String> orders = stuck(6);
        String running = sagas.started();

        JsonNode started = operator.post(RETRY, ALL_STUCK).json();
        assertThat(started.propertyNames())
                .contains(
                        "id", "kind", "status", "matched", "done", "failed", "dryRun", "reason", "actor", "createdAt");
        assertThat(started.path("kind").asString()).isEqualTo("retry-sagas");
        assertThat(started.path("dryRun").asBoolean()).isFalse();
        String id = started.path("id").asString();
        assertThat(progress(id)).isEqualTo("running: 0 of 6 done, 0 failed");
        assertThat(orders).allSatisfy(order -> assertThat(sagas.state(order)).isEqualTo("stuck reserve-stock"));

        workToTheEnd(id);

        assertThat(progress(id)).isEqualTo("completed: 6 of 6 done, 0 failed");
        assertThat(operation(id).path("finishedAt").asString()).isNotEmpty();
        assertThat(orders).allSatisfy(order -> {
            assertThat(sagas.state(order)).isEqualTo("running reserve-stock");
            assertThat(sagas.sent(order)).containsExactly("ReserveInventory");
            assertThat(jdbc.sql("""
                            select concat_ws(' ', detail ->> 'actor', detail ->> 'reason') from saga_timeline
                            where order_id = ? and event = 'retried'""").param(order).query(String.class).single()).isEqualTo("operator inventory is back");
        });
        assertThat(timesRetried(running)).isZero();
        assertThat(jdbc.sql(
                                "select concat_ws(' ', actor, action, reason, outcome) from admin_actions order by at desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("operator retry-sagas inventory is back accepted: operation %s, 6 matched", id);
    }

    @Test
    void aDryRunCountsAndShowsWhatItWouldBeginWithAndChangesNothing() {
        List<String> orders = stuck(25);
        var before = everything();

        Answer answer = operator.post(RETRY, dryRun("{\"status\": \"stuck\"}"));
        worker.work();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(texts(answer.json().path("sample"), "orderId")).isEqualTo(orders.subList(0, 20));
        String id = answer.json().path("id").asString();
        assertThat(progress(id)).isEqualTo("completed: 0 of 25 done, 0 failed");
        assertThat(operation(id).path("dryRun").asBoolean()).isTrue();
        assertThat(operation(id).path("sample")).isEqualTo(answer.json().path("sample"));
        assertThat(everything()).isEqualTo(before);
    }

    /** After an outage there may be so many that the pool's connections would give up. */
    @Test
    void aStartMayTakeLongerThanOtherStatementsAndIsGivenUpByTheServerFirst() throws SQLException {
        stuck(1);
        testDatabase.execute(
                "alter table sagas.admin_operation_item alter outcome set default current_setting('statement_timeout')");
        String id = retryAllStuck();
        testDatabase.execute("alter table sagas.admin_operation_item alter outcome drop default");
        assertThat(texts(operation(id).path("waiting"), "outcome")).containsExactly("2min");

        var properties = new Properties();
        properties.setProperty("socketTimeout", "1");
        try (var pool = new HikariDataSource()) {
            pool.setMaximumPoolSize(1);
            pool.setJdbcUrl(testDatabase.jdbcUrl());
            pool.setUsername("sagas_service");
            pool.setDataSourceProperties(properties);
            var client = new JdbcTemplate(pool);
            var statements = new LongStatements(client);
            var transactions = new TransactionTemplate(new JdbcTransactionManager(pool));

            transactions.executeWithoutResult(status -> {
                statements.allow(Duration.ofSeconds(30));
                client.execute("select pg_sleep(1.5)");
            });
            assertThatExceptionOfType(QueryTimeoutException.class)
                    .isThrownBy(() -> transactions.executeWithoutResult(status -> {
                        statements.allow(Duration.ofMillis(50));
                        client.execute("select pg_sleep(30)");
                    }));

            try (Connection afterwards = pool.getConnection()) {
                assertThat(afterwards.getNetworkTimeout()).isEqualTo(1_000);
            }
            assertThat(client.queryForObject("show statement_timeout", String.class))
                    .isEqualTo("0");
        }
    }

    @Test
    void whatMatchesNothingIsCompletedAtOnce() {
        sagas.started();
        assertThat(progress(retryAllStuck())).isEqualTo("completed: 0 of 0 done, 0 failed");
    }

    @Test
    void theFilterTellsStuckSagasApart() {
        List<String> orders = stuck(4);
        String late = orders.get(1);
        sagas.set(late, "step = 'confirm-stock'");
        String refused = orders.get(2);
        sagas.set(refused, "stuck_reason = 'refused', stuck_since = now() - interval '10 min'");
        String trip = orders.get(3);
        sagas.set(trip, "type = 'book-trip'");

        assertThat(sampled("{}")).containsExactlyInAnyOrderElementsOf(orders);
        assertThat(sampled("{\"step\": \"confirm-stock\"}")).containsExactly(late);
        assertThat(sampled("{\"reason\": \"refused\"}")).containsExactly(refused);
        assertThat(sampled("{\"olderThan\": \"PT5M\"}")).containsExactly(refused);
        assertThat(sampled("{\"type\": \"book-trip\"}")).containsExactly(trip);
        assertThat(sampled("{\"orderId\": \"%s\", \"reason\": \"silent\"}".formatted(late)))
                .containsExactly(late);
        assertThat(sampled("{\"orderId\": \"%s\", \"reason\": \"refused\"}".formatted(late)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                    | filter must be given; reason must be given
            {"filter": [], "reason": " "}                                         | filter must be an object; reason must not be blank
            {"filter": {"status": "running", "age": 1}, "reason": "x", "dryrun": 1} | dryrun is unknown; filter.age is unknown; filter.status must be stuck
            {"filter": {"olderThan": "5m", "reason": "Out!"}, "reason": "x"}      | filter.reason must be a word; filter.olderThan must be a duration
            {"filter": {"step": 1, "orderId": "", "type": []}, "reason": "x"}     | filter.type must be a text; filter.step must be a text; filter.orderId must not be blank
            {"filter": {}, "reason": "x", "dryRun": "no", "ratePerSecond": 0}     | dryRun must be true or false; ratePerSecond must be at least 1
            {"filter": {"step": null}, "reason": "x", "dryRun": null}             | filter.step must be a text; dryRun must be true or false
            {"filter": {}, "reason": "x", "ratePerSecond": 1001}                  | ratePerSecond must be at most 1000
            """)
    void everyWrongFieldIsNamedAndNothingIsStarted(String body, String complaints) {
        Answer answer = operator.post(RETRY, body);
        assertThat(answer.isProblem(400)).as("%s", answer).isTrue();
        List<String> expected = List.of(complaints.split("; "));
        assertThat(answer.errors())
                .hasSameSizeAs(expected)
                .allSatisfy(error -> assertThat(expected).anyMatch(error::startsWith));
        assertThat(viewer.get("/admin/operations").json().path("items")).isEmpty();
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameAnswerAndOneOperation() {
        stuck(2);
        String key = UUID.randomUUID().toString();
        Answer first = operator.post(RETRY, ALL_STUCK, "Idempotency-Key", key);
        worker.work();
        Answer second = operator.post(RETRY, ALL_STUCK, "Idempotency-Key", key);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(viewer.get("/admin/operations").json().path("items")).hasSize(1);
        String other = ALL_STUCK.replace("}, ", "}, \"dryRun\": true, ");
        assertThat(operator.post(RETRY, other, "Idempotency-Key", key).isProblem(422))
                .isTrue();
    }

    @Test
    void aStopWithTheSameKeyIsAnsweredTheSameEvenIfTheOperationIsForgotten() {
        stuck(1);
        String path = "/admin/operations/" + retryAllStuck() + "/stop";
        String key = UUID.randomUUID().toString();
        Answer first = operator.post(path, "{\"reason\": \"too soon\"}", "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(202);
        nothingElseIsGoingOn();
        Answer second = operator.post(path, "{\"reason\": \"too soon\"}", "Idempotency-Key", key);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(operator.post(path, "{\"reason\": \"too soon\"}").isProblem(404))
                .isTrue();
    }

    @Test
    void operationsAreListedNewestFirstAndPageByPage() {
        List<String> started =
                IntStream.range(0, 5).mapToObj(i -> retryAllStuck()).toList();
        List<String> listed = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            Answer answer = viewer.get("/admin/operations?limit=2" + next);
            listed.addAll(texts(answer.json().path("items"), "id"));
            next = "&cursor=" + answer.text("next");
        }
        List<String> newestFirst = new ArrayList<>(started);
        Collections.reverse(newestFirst);
        assertThat(listed).isEqualTo(newestFirst);
        assertThat(next).isEqualTo("&cursor=");
        assertThat(viewer.get("/admin/operations?limit=0").isProblem(400)).isTrue();
    }

    @Test
    void anOperationThatIsStoppedGoesNoFurther() {
        stuck(5);
        String id = start(RETRY, ALL_STUCK.replace("}, ", "}, \"ratePerSecond\": 1, "));
        worker.work();
        int done = operation(id).path("done").asInt();
        assertThat(done).isBetween(1, 4);

        Answer stopped = operator.post("/admin/operations/" + id + "/stop", "{\"reason\": \"too soon\"}");
        assertThat(stopped.status()).isEqualTo(202);
        assertThat(stopped.text("status")).isEqualTo("stopped");
        workToTheEnd(id);
        worker.work();

        assertThat(progress(id)).isEqualTo("stopped: %d of 5 done, 0 failed", done);
        Answer again = operator.post("/admin/operations/" + id + "/stop", "{\"reason\": \"to be sure\"}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(operation(id)
                        .path("actions")
                        .valueStream()
                        .map(action -> action.path("actor").asString() + " "
                                + action.path("action").asString() + ": "
                                + action.path("reason").asString() + ": "
                                + action.path("outcome").asString()))
                .containsExactly(
                        "operator stop-operation: too soon: accepted",
                        "operator stop-operation: to be sure: already stopped");
    }

    @Test
    void aCompletedOperationCannotBeStopped() {
        String id = retryAllStuck();
        Answer answer = operator.post("/admin/operations/" + id + "/stop", "{\"reason\": \"too late\"}");
        assertThat(answer.isProblem(409)).isTrue();
        assertThat(answer.text("detail")).isEqualTo("the operation is completed; only a running one can be stopped");
        assertThat(answer.text("operationStatus")).isEqualTo("completed");
    }

    @Test
    void viewersReadAndOperatorsAct() {
        String id = retryAllStuck();
        assertThat(viewer.get("/admin/operations").status()).isEqualTo(200);
        assertThat(viewer.get("/admin/operations/" + id).status()).isEqualTo(200);
        assertThat(viewer.post(RETRY, ALL_STUCK).isProblem(403)).isTrue();
        assertThat(viewer.post("/admin/operations/" + id + "/stop", "{\"reason\": \"x\"}")
                        .isProblem(403))
                .isTrue();
        assertThat(new JsonApi(port).get("/admin/operations").isProblem(401)).isTrue();
        assertThat(operator.post("/admin/operations/" + id + "/stop", "{}").errors())
                .containsExactly("reason must be given");
    }

    @Test
    void anUnknownOperationIsNotFound() {
        String unknown = "/admin/operations/" + UUID.randomUUID();
        assertThat(viewer.get(unknown).isProblem(404)).isTrue();
        assertThat(viewer.get("/admin/operations/nonsense").isProblem(404)).isTrue();
        assertThat(operator.post(unknown + "/stop", "{\"reason\": \"x\"}").isProblem(404))
                .isTrue();
    }

    @Test
    void afterAQuietTimeAnOperationBeginsAtOnceWhereItIsAskedForAndSoonElsewhere() {
        var elsewhere = new OperationSchedule(worker, table, properties);
        List.of(schedule, elsewhere).forEach(quiet -> tick(quiet, 21));

        stuck(1);
        String first = retryAllStuck();
        elsewhere.tick();
        assertThat(progress(first)).isEqualTo("running: 0 of 1 done, 0 failed");
        schedule.tick();
        assertThat(progress(first)).isEqualTo("completed: 1 of 1 done, 0 failed");

        stuck(1);
        String second = retryAllStuck();
        tick(elsewhere, 5);
        assertThat(progress(second)).isEqualTo("completed: 1 of 1 done, 0 failed");
    }

    private static void tick(OperationSchedule schedule, int times) {
        IntStream.range(0, times).forEach(n -> schedule.tick());
    }

    @Test
    void anOperationIsForgottenLongAfterItsEnd() {
        stuck(1);
        String old = retryAllStuck();
        worker.work();
        jdbc.sql("update admin_operation set finished_at = now() - interval '31 days'")
                .update();
        stuck(1);
        String running = retryAllStuck();
        schedule.purge();
        assertThat(viewer.get("/admin/operations/" + old).status()).isEqualTo(404);
        assertThat(progress(running)).isEqualTo("running: 0 of 1 done, 0 failed");
    }
}
