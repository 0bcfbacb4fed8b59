package io.steadfast.saga.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@RunningOrchestrator
class SagaAdminIT {

    private static final String REASON = "{\"reason\":\"inventory is back\"}";

    @LocalServerPort
    int port;

    @Autowired
    Sagas sagas;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase testDatabase;

    JsonApi operator;
    JsonApi viewer;

    @BeforeEach
    void logIn() {
        operator = new JsonApi(port, JsonApi.login("operator", "operator-secret"));
        viewer = new JsonApi(port, JsonApi.login("viewer", "viewer-secret"));
    }

    private static List<String> orders(Answer list) {
        List<String> orders = new ArrayList<>();
        list.json()
                .path("items")
                .forEach(saga -> orders.add(saga.path("orderId").asString()));
        return orders;
    }

    private Answer retry(String order, String... headers) {
        return operator.post("/admin/sagas/" + sagas.id(order) + "/retry", REASON, headers);
    }

    private List<String> outcomes(String order) {
        return jdbc.sql("select actor || ' ' || action || ' ' || reason || ': ' || outcome from admin_actions "
                        + "where target = ? order by at")
                .param(sagas.id(order).toString())
                .query(String.class)
                .list();
    }

    @Test
    void aSagaIsShownWithItsColumnsDataTimelineAndExplanation() {
        String order = sagas.stuck();
        Answer answer = viewer.get("/admin/sagas/" + sagas.id(order));
        assertThat(answer.status()).isEqualTo(200);
        JsonNode saga = answer.json();
        assertThat(saga.propertyNames())
                .containsExactlyInAnyOrder(
                        "sagaId",
                        "sagaType",
                        "definitionVersion",
                        "orderId",
                        "status",
                        "step",
                        "attempt",
                        "startedAt",
                        "updatedAt",
                        "finishedAt",
                        "deadlineAt",
                        "lastError",
                        "correlationId",
                        "data",
                        "timeline",
                        "reason",
                        "explanation",
                        "evidence",
                        "allowedActions");
        assertThat(saga.path("orderId").asString()).isEqualTo(order);
        assertThat(saga.path("status").asString()).isEqualTo("stuck");
        assertThat(saga.path("data").path("items").path(0).path("productId").asString())
                .isEqualTo("item1");
        assertThat(saga.path("timeline").path(0).path("event").asString()).isEqualTo("started");
        assertThat(saga.path("timeline").path(1).path("messageId").asString()).isNotEmpty();
        assertThat(saga.path("explanation").asString())
                .startsWith("No answer to reserve-stock, sent 4 times, last at ")
                .endsWith("If the answer comes after all it goes on by itself; nothing else waits behind it.");
        assertThat(saga.path("reason").asString()).isEqualTo("silent");
        assertThat(saga.path("allowedActions").toString()).isEqualTo("[\"retry\",\"cancel\"]");
    }

    @Test
    void aSagaThatIsPurgedWhileItIsLookedAtIsShownAsItWas() throws SQLException {
        String order = sagas.stuck();
        UUID id = sagas.id(order);
        CompletableFuture<Answer> answer;
        try (Connection purge = testDatabase.connect()) {
            purge.setAutoCommit(false);
            purge.createStatement().execute("lock table sagas.saga_journal in access exclusive mode");
            answer = CompletableFuture.supplyAsync(() -> viewer.get("/admin/sagas/" + id));
            await().until(() -> jdbc.sql("""
                            select exists(
                                select from pg_stat_activity
                                where datname = current_database() and wait_event_type = 'Lock')""").query(Boolean.class).single());
            purge.createStatement().execute("delete from sagas.saga where id = '" + id + "'");
            purge.createStatement().execute("delete from sagas.saga_journal where saga_id = '" + id + "'");
            purge.commit();
        }
        assertThat(answer.join().status()).as("%s", answer.join()).isEqualTo(200);
        assertThat(answer.join().json().path("timeline").path(0).path("event").asString())
                .isEqualTo("started");
        assertThat(viewer.get("/admin/sagas/" + id).status()).isEqualTo(404);
    }

    @Test
    void sagasAreListedNewestFirstAndPageByPage() {
        List<String> orders =
                IntStream.range(0, 5).mapToObj(i -> sagas.started()).toList();
        List<String> listed = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            Answer answer = viewer.get("/admin/sagas?limit=2" + next);
            assertThat(answer.status()).isEqualTo(200);
            listed.addAll(orders(answer));
            next = "&cursor=" + answer.json().path("next").asString();
        }
        List<String> newestFirst = new ArrayList<>(orders);
        Collections.reverse(newestFirst);
        assertThat(listed).startsWith(newestFirst.toArray(String[]::new)).doesNotHaveDuplicates();
    }

    @Test
    void sagasAreFoundByWhatIsKnownOfThem() {
        String running = sagas.started();
        String stuck = sagas.stuck();
        sagas.set(stuck, "started_at = now() - interval '10 min'");
        assertThat(orders(viewer.get("/admin/sagas?orderId=" + running))).containsExactly(running);
        assertThat(orders(viewer.get("/admin/sagas?status=stuck&step=reserve-stock&olderThan=PT5M")))
                .contains(stuck)
                .doesNotContain(running);
        assertThat(orders(viewer.get("/admin/sagas?status=stuck&step=confirm-order")))
                .isEmpty();
        assertThat(viewer.get("/admin/sagas?orderId=" + running).json().has("next"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=odd",
                "limit=0",
                "limit=101",
                "limit=x",
                "olderThan=5",
                "olderThan=-PT5M",
                "cursor=x",
                "step=%00"
            })
    void whatMakesNoSenseIsABadRequest(String parameter) {
        Answer answer = viewer.get("/admin/sagas?" + parameter);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void anUnknownSagaIsNotFound() {
        assertThat(viewer.get("/admin/sagas/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(viewer.get("/admin/sagas/nonsense").status()).isEqualTo(404);
        assertThat(operator.post("/admin/sagas/" + UUID.randomUUID() + "/retry", REASON)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aRetrySendsTheCommandAgainAndIsRecorded() {
        String order = sagas.stuck();
        Answer answer = retry(order);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("status").asString()).isEqualTo("running");
        assertThat(answer.json().path("attempt").asInt()).isEqualTo(1);
        assertThat(sagas.sent(order)).containsExactly("ReserveInventory");
        assertThat(sagas.journal(order)).endsWith("retried", "resent");
        assertThat(outcomes(order)).containsExactly("operator retry inventory is back: accepted");
    }

    @Test
    void aSagaThatIsNotStuckCannotBeRetriedAndTheAnswerSaysWhy() {
        String order = sagas.started();
        Answer answer = retry(order);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString())
                .isEqualTo("the saga is running; only a stuck one can be retried");
        assertThat(answer.json().path("allowedActions").isArray()).isTrue();
        assertThat(answer.json().path("sagaStatus").asString()).isEqualTo("running");
        assertThat(outcomes(order))
                .containsExactly("operator retry inventory is back: "
                        + "refused: the saga is running; only a stuck one can be retried");
        assertThat(sagas.journal(order)).containsExactly("started", "sent");
    }

    @Test
    void aSagaOfANewerDefinitionIsForANewerInstanceToRetry() {
        String order = sagas.stuck();
        sagas.set(order, "definition_version = 99");
        Answer answer = retry(order);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("detail").asString()).contains("version 99 of place-order");
        assertThat(sagas.row(order)).containsEntry("status", "stuck");
        assertThat(outcomes(order)).isEmpty();
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameAnswerAndOneEffect() {
        String order = sagas.stuck();
        String key = UUID.randomUUID().toString();
        Answer first = retry(order, "Idempotency-Key", key);
        Answer second = retry(order, "Idempotency-Key", key);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(sagas.sent(order)).hasSize(1);
        assertThat(outcomes(order)).hasSize(1);
        assertThat(retry(order).status()).isEqualTo(409);
    }

    @Test
    void aKeyForAnotherRequestIsUnprocessable() {
        String key = UUID.randomUUID().toString();
        retry(sagas.stuck(), "Idempotency-Key", key);
        String other = sagas.stuck();
        assertThat(retry(other, "Idempotency-Key", key).status()).isEqualTo(422);
        assertThat(sagas.state(other)).startsWith("stuck");
    }

    @Test
    void aRetryNeedsAReason() {
        String path = "/admin/sagas/" + sagas.id(sagas.stuck()) + "/retry";
        assertThat(operator.post(path, "{}").status()).isEqualTo(400);
        assertThat(operator.post(path, "not json").status()).isEqualTo(400);
        assertThat(operator.post(path, "{\"reason\":\" \"}").status()).isEqualTo(400);
    }

    @Test
    void viewersReadAndOperatorsAct() {
        String path = "/admin/sagas/" + sagas.id(sagas.stuck()) + "/retry";
        assertThat(viewer.post(path, REASON).status()).isEqualTo(403);
        assertThat(new JsonApi(port).post(path, REASON).status()).isEqualTo(401);
        assertThat(new JsonApi(port).get("/admin/sagas").status()).isEqualTo(401);
        assertThat(operator.get("/admin/sagas").status()).isEqualTo(200);
    }

    @Test
    void theStateOfTheWholeIsAFewNumbers() {
        sagas.receive(Sagas.created(sagas.newOrder()));
        JsonNode stats = viewer.get("/admin/stats").json();
        assertThat(stats.path("sagas").propertyNames())
                .containsExactly("running", "compensating", "stuck", "completed", "cancelled");
        assertThat(stats.path("sagas").path("running").asInt()).isPositive();
        assertThat(stats.path("outbox").path("pending").asInt()).isPositive();
        assertThat(stats.path("openDeadLetters").isIntegralNumber()).isTrue();
        assertThat(stats.path("oldestRunning").asString()).isNotEmpty();
    }

    @Test
    void theErrorOfTheOutboxIsThatOfItsOldestMessage() {
        String order = sagas.newOrder();
        jdbc.sql("""
                insert into outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body, created_at, last_error)
                select shard, :order, gen_random_uuid(), 'Message', 'commands', 'key', '', now() - age, error
                from (values (0, interval '1 day', 'first of all'),
                             (1, interval '3 days', 'no queue takes it'),
                             (2, interval '2 days', 'the queue is full')) as waiting (shard, age, error)""").param("order", order).update();
        String lastError = viewer.get("/admin/stats")
                .json()
                .path("outbox")
                .path("lastError")
                .asString();
        jdbc.sql("delete from outbox where aggregate_id = :order")
                .param("order", order)
                .update();

        assertThat(lastError).isEqualTo("no queue takes it");
    }
}
