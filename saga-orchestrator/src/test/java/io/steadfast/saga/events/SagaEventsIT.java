package io.steadfast.saga.events;

import static io.steadfast.saga.testing.Sagas.cancellation;
import static io.steadfast.saga.testing.Sagas.cancelled;
import static io.steadfast.saga.testing.Sagas.confirmed;
import static io.steadfast.saga.testing.Sagas.created;
import static io.steadfast.saga.testing.Sagas.message;
import static io.steadfast.saga.testing.Sagas.released;
import static io.steadfast.saga.testing.Sagas.reserved;
import static io.steadfast.saga.testing.Sagas.stockConfirmed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.steadfast.messaging.inbox.RetryLaterException;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@RunningOrchestrator
class SagaEventsIT {

    @Autowired
    Sagas sagas;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    @Test
    void aSagaMayGetStuckInTheBatchInWhichItStarts() {
        String order = sagas.newOrder();
        sagas.receive(Sagas.created(order), Sagas.released(order));
        assertThat(sagas.state(order)).isEqualTo("stuck reserve-stock");
        assertThat(sagas.row(order)).containsEntry("stuck_reason", "refused").doesNotContainEntry("stuck_since", null);
    }

    @Test
    void anOrderIsCarriedToItsEnd() {
        String order = sagas.newOrder();
        sagas.receive(created(order));
        assertThat(sagas.state(order)).isEqualTo("running reserve-stock");
        sagas.receive(reserved(order));
        sagas.receive(confirmed(order));
        sagas.receive(stockConfirmed(order));

        assertThat(sagas.state(order)).isEqualTo("completed confirm-stock");
        assertThat(sagas.sent(order)).containsExactly("ReserveInventory", "ConfirmOrder", "ConfirmReservation");
        assertThat(sagas.journal(order))
                .containsExactly("started", "sent", "succeeded", "sent", "succeeded", "sent", "succeeded", "completed");
        assertThat(sagas.row(order))
                .containsEntry("deadline_at", null)
                .containsEntry("version", 4L)
                .doesNotContainEntry("finished_at", null);
    }

    @Test
    void theDeadlineIsTenSecondsAfterTheCommandWasWritten() {
        String order = sagas.started();
        assertThat(jdbc.sql("select deadline_at - commanded_at = interval '10 s' from saga where business_key = ?")
                        .param(order)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void commandsCarryOnWhatTheOrderCameWith() {
        String order = sagas.newOrder();
        Received<?> start = message(created(order), Metadata.ofCorrelation("corr-1", "00-trace-01"));
        sagas.handle(List.of(start));
        JsonNode metadata = sagas.outbox(order).get(0).path("metadata");
        assertThat(metadata.path("correlationId").asString()).isEqualTo("corr-1");
        assertThat(metadata.path("traceparent").asString()).isEqualTo("00-trace-01");
        assertThat(metadata.path("causationId").asString()).isEqualTo(start.id().toString());
        assertThat(metadata.path("sagaId").asString()).isEqualTo(sagas.id(order).toString());
    }

    @Test
    void severalMessagesOfOneSagaInABatchAreAppliedOneAfterTheOther() {
        String order = sagas.newOrder();
        sagas.receive(created(order), reserved(order), confirmed(order), stockConfirmed(order), reserved(order));
        assertThat(sagas.state(order)).isEqualTo("completed confirm-stock");
        assertThat(sagas.journal(order)).endsWith("completed", "ignored");
    }

    @Test
    void aBatchCostsAsManyStatementsAsOneMessage() {
        List<String> orders =
                IntStream.range(0, 200).mapToObj(i -> sagas.newOrder()).toList();
        sagas.receive(orders.stream().map(Sagas::created).toArray());
        sagas.receive(orders.stream().map(Sagas::reserved).toArray());
        assertThat(orders).allSatisfy(order -> assertThat(sagas.state(order)).isEqualTo("running confirm-order"));
    }

    @Test
    void whatIsIgnoredAgainAndAgainIsOneEntryWithACount() {
        String order = sagas.started();
        sagas.receive(created(order), created(order));
        sagas.receive(created(order));
        assertThat(sagas.journal(order)).containsExactly("started", "sent", "ignored");
        assertThat(jdbc.sql("select detail ->> 'why' as why, detail ->> 'times' as times from saga_timeline "
                                + "where order_id = ? and event = 'ignored'")
                        .param(order)
                        .query()
                        .singleRow())
                .isEqualTo(Map.of("why", "already started", "times", "3"));
        assertThat(sagas.row(order)).containsEntry("version", 1L);
    }

    @Test
    void aReplyIsMatchedBySagaIdOrElseByOrder() {
        String order = sagas.started();
        String sagaId = sagas.id(order).toString();
        sagas.handle(List.of(message(reserved(order), new Metadata(null, null, sagaId, null))));
        sagas.handle(List.of(message(confirmed(order), new Metadata(null, null, "no id of ours", null))));
        assertThat(sagas.state(order)).isEqualTo("running confirm-stock");
    }

    @Test
    void aReplyWithoutASagaCanNeverBeHandled() {
        assertThatExceptionOfType(UnprocessableMessageException.class)
                .isThrownBy(() -> sagas.receive(reserved("nobody's")))
                .withMessage("InventoryReserved for nobody's, which has no saga");
    }

    @Test
    void aReplyThatNamesTheSagaOfAnotherOrderCanNeverBeHandled() {
        String order = sagas.started();
        var metadata = new Metadata(null, null, sagas.id(sagas.started()).toString(), null);
        assertThatExceptionOfType(UnprocessableMessageException.class)
                .isThrownBy(() -> sagas.handle(List.of(message(reserved(order), metadata))));
    }

    @Test
    void aSagaOfAVersionUnknownHereIsLeftToANewerInstance() {
        String order = sagas.started();
        sagas.set(order, "definition_version = 99");
        assertThatExceptionOfType(RetryLaterException.class).isThrownBy(() -> sagas.receive(reserved(order)));
    }

    @Test
    void whateverComesForASagaThatEndedByAVersionUnknownHereIsIgnored() {
        String order = sagas.newOrder();
        sagas.receive(created(order), reserved(order), confirmed(order), stockConfirmed(order));
        sagas.set(order, "definition_version = 99");
        sagas.receive(reserved(order), created(order), cancellation(order));
        assertThat(sagas.state(order)).isEqualTo("completed confirm-stock");
        assertThat(sagas.row(order)).containsEntry("version", 4L);
        assertThat(sagas.journal(order)).endsWith("completed", "ignored", "ignored", "ignored");

        String other = sagas.started();
        var metadata = new Metadata(null, null, sagas.id(order).toString(), null);
        assertThatExceptionOfType(UnprocessableMessageException.class)
                .isThrownBy(() -> sagas.handle(List.of(message(reserved(other), metadata))))
                .withMessageContaining("which do not belong together");
    }

    @Test
    void aCancellationThatComesBeforeItsOrderIsKeptAndAppliedWhenItStarts() {
        String order = sagas.newOrder();
        sagas.receive(cancellation(order));
        sagas.receive(cancellation(order));
        sagas.receive(created(order));
        assertThat(sagas.state(order)).isEqualTo("compensating cancel-order");
        assertThat(sagas.sent(order)).containsExactly("CancelOrder");
        assertThat(jdbc.sql("select count(*) from saga_cancellation where business_key = ?")
                        .param(order)
                        .query(Long.class)
                        .single())
                .isZero();
        sagas.receive(cancelled(order));
        assertThat(sagas.state(order)).isEqualTo("cancelled cancel-order");
    }

    @Test
    void aCancellationBeforeItsOrderInTheSameBatchIsAppliedToo() {
        String order = sagas.newOrder();
        sagas.receive(cancellation(order), created(order));
        assertThat(sagas.sent(order)).containsExactly("CancelOrder");
    }

    @Test
    void aCancellationAndItsOrderThatRaceFindEachOther() throws Exception {
        String order = sagas.newOrder();
        var starting = new ArrayList<CompletableFuture<Void>>();
        transactions.executeWithoutResult(status -> {
            sagas.receive(cancellation(order));
            starting.add(CompletableFuture.runAsync(() -> sagas.receive(created(order))));
            await().until(() -> jdbc.sql("select count(*) from pg_locks where not granted and relation = "
                                    + "'saga_cancellation'::regclass")
                            .query(Long.class)
                            .single()
                    == 1);
        });
        starting.get(0).get(10, SECONDS);
        assertThat(sagas.state(order)).isEqualTo("compensating cancel-order");
    }

    @Test
    void aCancelledOrderIsUndoneInReverse() {
        String order = sagas.started();
        sagas.receive(cancellation(order));
        assertThat(sagas.state(order)).isEqualTo("compensating release-stock");
        sagas.receive(released(order));
        assertThat(sagas.state(order)).isEqualTo("compensating cancel-order");
        sagas.receive(cancelled(order));
        assertThat(sagas.state(order)).isEqualTo("cancelled cancel-order");
        assertThat(sagas.sent(order)).containsExactly("ReleaseReservation", "CancelOrder");
        assertThat(sagas.outbox(order).get(1).path("data").path("reason").asString())
                .isEqualTo("cancelled by customer");
    }

    @Test
    void twoBatchesOfTheSameOrdersInOppositeOrderDoNotDeadlock() throws Exception {
        List<String> orders =
                IntStream.range(0, 20).mapToObj(i -> sagas.started()).toList();
        List<String> reversed = new ArrayList<>(orders);
        Collections.reverse(reversed);
        var batches = List.of(orders, reversed, orders, reversed).stream()
                .map(batch -> CompletableFuture.runAsync(
                        () -> sagas.receive(batch.stream().map(Sagas::reserved).toArray())))
                .toList();
        for (var batch : batches) {
            batch.get(20, SECONDS);
        }
        assertThat(orders).allSatisfy(order -> {
            assertThat(sagas.state(order)).isEqualTo("running confirm-order");
            assertThat(sagas.sent(order)).containsExactly("ConfirmOrder");
        });
    }

    @Test
    void aStuckSagaGoesOnWhenTheAnswerComes() {
        String order = sagas.stuck();
        sagas.receive(reserved(order));
        assertThat(sagas.row(order))
                .containsEntry("status", "running")
                .containsEntry("stuck_since", null)
                .containsEntry("stuck_reason", null)
                .doesNotContainEntry("deadline_at", null);
    }

    @Test
    void idsAreTimeOrderedUuids() {
        assertThat(sagas.id(sagas.started())).extracting(UUID::version).isEqualTo(7);
    }
}
