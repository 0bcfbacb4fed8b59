package io.steadfast.saga.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.messaging.rabbit.DeadLetter;
import io.steadfast.messaging.rabbit.DeadLetterHandler;
import io.steadfast.saga.testing.Sagas;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionOperations;

/** How operations are carried on, whatever happens to those who do it. */
@ExtendWith(OutputCaptureExtension.class)
class OperationWorkerIT extends OperationFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Random RANDOM = new Random(42);

    @Autowired
    OperationTable operations;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    List<BulkAction> actions;

    @Autowired
    OperationProperties properties;

    @Autowired
    DeadLetterHandler keeper;

    private OperationWorker anotherInstance() {
        return new OperationWorker(operations, transactions, actions, properties);
    }

    private void sagaStays(String order) {
        assertThat(timesRetried(order)).isZero();
        assertThat(sagas.sent(order)).isEmpty();
    }

    private void sagaIsRetriedOnce(String order) {
        assertThat(timesRetried(order)).isEqualTo(1);
        assertThat(sagas.sent(order)).containsExactly("ReserveInventory");
    }

    /** The server's process that waits, with all that it has done so far uncommitted, to change the outbox. */
    private int waitsToAppend(Set<Integer> notAnyOf) {
        List<Integer> waiting = await().atMost(PATIENCE)
                .until(
                        () -> jdbc.sql("""
                                        select pid from pg_stat_activity
                                        where datname = current_database() and wait_event_type = 'Lock'
                                          and query ~ '^(insert into|delete from) outbox'""").query(Integer.class).list(),
                        processes -> processes.size() == 1 && !notAnyOf.contains(processes.get(0)));
        return waiting.get(0);
    }

    private int shootNextThatAppends(Set<Integer> notAnyOf) {
        int process = waitsToAppend(notAnyOf);
        testDatabase.execute("select pg_terminate_backend(" + process + ")");
        return process;
    }

    @Test
    void aWorkerThatIsLostInTheMiddleHasDoneNothingAndAnotherGoesOnWithIt() throws SQLException {
        List<String> orders = stuck(6);
        String id = retryAllStuck();
        CompletableFuture<Void> lost;
        try (Connection noAppending = testDatabase.connect()) {
            noAppending.setAutoCommit(false);
            noAppending.createStatement().execute("lock table sagas.outbox in share row exclusive mode");
            lost = CompletableFuture.runAsync(worker::work);
            int batch = shootNextThatAppends(Set.of());
            int firstItemAlone = shootNextThatAppends(Set.of(batch));
            waitsToAppend(Set.of(batch, firstItemAlone));

            assertThat(progress(id)).isEqualTo("running: 0 of 6 done, 0 failed");
            assertThat(orders).allSatisfy(this::sagaStays);
            assertThat(operation(id).path("waiting").path(0).path("orderId").asString())
                    .isEqualTo(orders.get(0));
        }
        lost.join();
        assertThat(progress(id)).isEqualTo("running: 5 of 6 done, 0 failed");

        jdbc.sql("update admin_operation_item set due_at = '-infinity'").update();
        timePasses(id, "10 s");
        anotherInstance().work();

        assertThat(progress(id)).isEqualTo("completed: 6 of 6 done, 0 failed");
        assertThat(orders).allSatisfy(this::sagaIsRetriedOnce);
    }

    @Test
    void severalWorkersAtTheSameTimeDoEachItemOnce() {
        List<String> orders = stuck(40);
        String first = start("/admin/sagas/retry", ALL_STUCK.replace("}, ", "}, \"ratePerSecond\": 1000, "));
        String second = start("/admin/sagas/retry", ALL_STUCK.replace("}, ", "}, \"ratePerSecond\": 1000, "));

        List<CompletableFuture<Void>> instances = Stream.of(worker, anotherInstance(), anotherInstance())
                .map(instance -> CompletableFuture.runAsync(() -> {
                    while (operation(first).path("finishedAt").isMissingNode()
                            || operation(second).path("finishedAt").isMissingNode()) {
                        instance.work();
                    }
                }))
                .toList();
        assertThat(instances).allSatisfy(instance -> assertThat(instance).succeedsWithin(PATIENCE));

        assertThat(orders).allSatisfy(this::sagaIsRetriedOnce);
        int done = operation(first).path("done").asInt()
                + operation(second).path("done").asInt();
        int failed = operation(first).path("failed").asInt()
                + operation(second).path("failed").asInt();
        assertThat(List.of(done, failed)).as("done and failed of both").containsExactly(40, 40);
    }

    @Test
    void anItemThatCannotBeDoneFailsWithItsReasonAndHoldsUpNobody() {
        List<String> orders = stuck(8);
        String unreadable = orders.get(1);
        String wentOn = orders.get(2);
        String gone = orders.get(3);
        String stuckAgain = orders.get(4);
        String id = retryAllStuck();
        sagas.set(unreadable, "data = '[]'");
        sagas.receive(Sagas.reserved(wentOn));
        jdbc.sql("delete from saga where business_key = ?").param(gone).update();
        sagas.set(stuckAgain, "step = 'confirm-stock', stuck_reason = 'refused', stuck_since = clock_timestamp()");

        workToTheEnd(id);

        assertThat(progress(id)).isEqualTo("completed: 4 of 8 done, 4 failed");
        assertThat(operation(id)
                        .path("failures")
                        .valueStream()
                        .map(failure -> failure.path("orderId").asString() + " "
                                + failure.path("outcome").asString()))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(unreadable).contains("MismatchedInputException"),
                        second -> assertThat(second)
                                .isEqualTo(wentOn + " the saga is running; only a stuck one can be retried"),
                        third -> assertThat(third).isEqualTo(gone + " there is no such saga any more"),
                        fourth -> assertThat(fourth)
                                .isEqualTo(stuckAgain + " it has got stuck again since the operation was started"));
        assertThat(sagas.state(stuckAgain)).isEqualTo("stuck confirm-stock");
        assertThat(Stream.of(0, 5, 6, 7).map(orders::get)).allSatisfy(this::sagaIsRetriedOnce);
        assertThat(sagas.state(wentOn)).isEqualTo("running confirm-order");
    }

    @Test
    void anItemForANewerInstanceWaitsForItAndHoldsUpNobody() {
        List<String> orders = stuck(6);
        String newer = orders.get(0);
        String id = retryAllStuck();
        sagas.set(newer, "definition_version = 99");

        workToTheEnd(id);

        assertThat(progress(id)).isEqualTo("running: 5 of 6 done, 0 failed");
        assertThat(operation(id).path("waiting").path(0).path("outcome").asString())
                .contains("version 99 of place-order");
        sagas.set(newer, "definition_version = 1");
        jdbc.sql("update admin_operation_item set due_at = '-infinity'").update();
        workToTheEnd(id);
        assertThat(progress(id)).isEqualTo("completed: 6 of 6 done, 0 failed");
        assertThat(orders).allSatisfy(this::sagaIsRetriedOnce);
    }

    @Test
    void anErrorOfOneItemHoldsUpNoOther() {
        stuck(3);
        UUID broken = sagas.id(stuck(1).get(0));
        stuck(2);
        BulkAction retry = actions.stream()
                .filter(action -> action.kind().equals("retry-sagas"))
                .findFirst()
                .orElseThrow();
        BulkAction overflowing = new BulkAction() {
            @Override
            public String kind() {
                return retry.kind();
            }

            @Override
            public Map<UUID, ItemOutcome> act(List<Target> targets, Mandate by) {
                Map<UUID, ItemOutcome> outcomes = retry.act(targets, by);
                if (outcomes.containsKey(broken)) {
                    throw new StackOverflowError("nested too deeply");
                }
                return outcomes;
            }
        };
        String id = retryAllStuck();

        timePasses(id, "10 s");
        new OperationWorker(operations, transactions, List.of(overflowing), properties).work();

        assertThat(progress(id)).isEqualTo("completed: 5 of 6 done, 1 failed");
        assertThat(operation(id).path("failures").path(0).path("outcome").asString())
                .contains("StackOverflowError: nested too deeply");
    }

    @Test
    void theRateHoldsForItemsThatHaveToWaitAndTheLogTellsOfThemOnce(CapturedOutput output) {
        stuck(30).forEach(order -> sagas.set(order, "definition_version = 99"));
        String id = start("/admin/sagas/retry", ALL_STUCK.replace("}, ", "}, \"ratePerSecond\": 2, "));
        worker.work();
        timePasses(id, "1 s");
        worker.work();
        assertThat(jdbc.sql("select count(*) from admin_operation_item where outcome is not null")
                        .query(Integer.class)
                        .single())
                .isBetween(4, 4 + allowedSinceStart(id));
        assertThat(output).containsOnlyOnce("has to wait");
    }

    @Test
    void howeverManyItemsWaitThoseThatAreNextAreFoundInTheOrderOfTheirTurn() {
        String id = retryAllStuck();
        jdbc.sql("""
                        insert into admin_operation_item (operation_id, position, target, outcome, due_at)
                        select cast(:id as uuid), n, gen_random_uuid(), case when n <= 20000 then 'waits' end,
                               case when n <= 20000 then now() + interval '1 h' else '-infinity' end
                        from generate_series(1, 20002) n""").param("id", id).update();
        testDatabase.execute("analyze sagas.admin_operation_item");
        assertThat(operations.nextItems(UUID.fromString(id), 10))
                .extracting(OperationTable.Item::position)
                .containsExactly(20_001, 20_002);
        List<String> plan = jdbc.sql("explain (analyze, costs off, timing off) " + OperationTable.NEXT)
                .param("operation", UUID.fromString(id))
                .param("limit", 10)
                .query(String.class)
                .list();
        assertThat(String.join("\n", plan))
                .contains("admin_operation_item_next_idx")
                .doesNotContain("Rows Removed by Filter", "Sort");
    }

    @Test
    void theRateHoldsForTheOperationHoweverManyWorkersThereAre() {
        stuck(30);
        String id = start("/admin/sagas/retry", ALL_STUCK.replace("}, ", "}, \"ratePerSecond\": 2, "));
        List<OperationWorker> instances = List.of(worker, anotherInstance(), anotherInstance());

        instances.forEach(OperationWorker::work);
        int done = operation(id).path("done").asInt();
        assertThat(done).isBetween(2, 2 + allowedSinceStart(id));

        timePasses(id, "1 s");
        instances.forEach(OperationWorker::work);
        assertThat(operation(id).path("done").asInt()).isBetween(done + 2, 4 + allowedSinceStart(id));
    }

    @Test
    void whatWasNotDoneInALongPauseIsNotMadeGoodInABurst() {
        stuck(30);
        String id = start("/admin/sagas/retry", ALL_STUCK.replace("}, ", "}, \"ratePerSecond\": 2, "));
        timePasses(id, "1 h");
        worker.work();
        assertThat(operation(id).path("done").asInt()).isBetween(4, 4 + allowedSinceStart(id));
    }

    /** At two a second, in the time that the test itself has taken. */
    private int allowedSinceStart(String id) {
        return jdbc.sql("""
                        select 2 * ceil(extract(epoch from clock_timestamp() - created_at))::int
                        from admin_operation where id = cast(? as uuid)""").param(id).query(Integer.class).single();
    }

    @Test
    void aBulkReplaySendsEachOpenLetterThatMatchesOnce() {
        List<UUID> letters = IntStream.range(0, 6)
                .mapToObj(i -> letter("wrong shape of data"))
                .toList();
        UUID other = letter("has no saga");
        jdbc.sql("update dead_letter set died_at = died_at - interval '1 day', queue = 'elsewhere' where id = ?")
                .param(letters.get(0))
                .update();
        String id = start("/admin/dead-letters/replay", """
                {"filter": {"reason": "wrong shape", "type": "OrderCreated"}, "reason": "mended"}""");
        operator.post("/admin/dead-letters/" + letters.get(5) + "/discard", "{\"reason\": \"not that one\"}");

        workToTheEnd(id);

        assertThat(progress(id)).isEqualTo("completed: 4 of 6 done, 2 failed");
        assertThat(operation(id)
                        .path("failures")
                        .valueStream()
                        .map(failure -> failure.path("outcome").asString()))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("it died in elsewhere, which is no queue of ours"),
                        second -> assertThat(second).startsWith("it was discarded by operator at"));
        assertThat(jdbc.sql("select message_id from outbox where routing_key = 'saga-orchestrator.events'")
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(letters.subList(1, 5));
        assertThat(jdbc.sql("select id from dead_letters where status = 'open'")
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(letters.get(0), other);
    }

    @Test
    void whatABulkReplayIsAskedToDoMayBeAsLongAsItsFilterAllows() {
        Stream<String> fields = Stream.of("queue", "type", "orderId", "messageId", "reason");
        String filter = fields.map(field -> "\"%s\": \"%s\"".formatted(field, anyText(255)))
                .collect(joining(", "));
        start("/admin/dead-letters/replay", "{\"filter\": {%s}, \"reason\": \"mended\"}".formatted(filter));
    }

    /** Of characters that take three bytes and can hardly be compressed. */
    private static String anyText(int length) {
        return RANDOM.ints(length, 0x4e00, 0x9fff).mapToObj(Character::toString).collect(joining());
    }

    private UUID letter(String reason) {
        UUID id = UUID.randomUUID();
        keeper.keep(List.of(new DeadLetter(
                id,
                "saga-orchestrator.events",
                "orders",
                "order.created",
                id.toString(),
                "OrderCreated",
                reason,
                null,
                Instant.now(),
                1,
                Map.of(),
                "{}".getBytes(UTF_8))));
        return id;
    }
}
