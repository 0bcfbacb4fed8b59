package io.steadfast.saga.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An orchestrator whose operations go on only when the test works on them, and whose sagas are all the test's. */
@RunningOrchestrator
abstract class OperationFixture {

    static final String ALL_STUCK = """
            {"filter": {"status": "stuck"}, "reason": "inventory is back"}""";

    @LocalServerPort
    int port;

    @Autowired
    OperationWorker worker;

    @Autowired
    OperationSchedule schedule;

    @Autowired
    TestDatabase testDatabase;

    @Autowired
    Sagas sagas;

    @Autowired
    JdbcClient jdbc;

    JsonApi operator;
    JsonApi viewer;

    @BeforeEach
    void nothingElseIsGoingOn() {
        operator = new JsonApi(port, JsonApi.login("operator", "operator-secret"));
        viewer = new JsonApi(port, JsonApi.login("viewer", "viewer-secret"));
        Stream.of("admin_operation_item", "admin_operation", "dead_letter", "saga_journal", "saga", "outbox")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    /** Orders with stuck sagas, those that are stuck for longest first. */
    final List<String> stuck(int count) {
        return IntStream.range(0, count).mapToObj(i -> sagas.stuck()).toList();
    }

    /** Starts an operation and returns its id. */
    final String start(String path, String body) {
        Answer answer = operator.post(path, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return answer.json().path("id").asString();
    }

    final String retryAllStuck() {
        return start("/admin/sagas/retry", ALL_STUCK);
    }

    final JsonNode operation(String id) {
        return viewer.get("/admin/operations/" + id).json();
    }

    /** Status, and how many of what was matched are done and have failed. */
    final String progress(String id) {
        JsonNode operation = operation(id);
        return "%s: %d of %d done, %d failed"
                .formatted(
                        operation.path("status").asString(),
                        operation.path("done").asInt(),
                        operation.path("matched").asInt(),
                        operation.path("failed").asInt());
    }

    /** As if so much time had passed for the operation. */
    final void timePasses(String id, String interval) {
        jdbc.sql(
                        "update admin_operation set due_at = due_at - cast(:interval as interval) where id = cast(:id as uuid)")
                .param("interval", interval)
                .param("id", id)
                .update();
    }

    /** Works until the operation has finished, however slow it is meant to be. */
    final void workToTheEnd(String id) {
        for (int second = 0;
                second < 100 && operation(id).path("status").asString().equals("running");
                second++) {
            timePasses(id, "10 s");
            worker.work();
        }
    }

    final long timesRetried(String order) {
        return sagas.journal(order).stream().filter("retried"::equals).count();
    }
}
