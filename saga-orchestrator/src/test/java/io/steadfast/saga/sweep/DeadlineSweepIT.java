package io.steadfast.saga.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.saga.engine.SagaDefinitions;
import io.steadfast.saga.testing.Sagas;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

class DeadlineSweepIT extends SweepFixture {

    @Autowired
    TestDatabase testDatabase;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    SagaDefinitions definitions;

    @Test
    void anUnansweredCommandIsSentAgainAsANewMessage() {
        String order = overdue();
        UUID first = (UUID) sagas.row(order).get("command_id");
        sweep.sweep();
        assertThat(attempt(order)).isEqualTo(2);
        assertThat(sagas.sent(order)).containsExactly("ReserveInventory");
        assertThat(sagas.row(order).get("command_id"))
                .isNotEqualTo(first)
                .hasToString(sagas.outbox(order).get(0).path("id").asString());
        assertThat(sagas.journal(order)).containsExactly("started", "sent", "resent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data = '[]'", "step = 'unheard-of'"})
    void aSagaThatCannotBeReadHoldsNoOtherUp(String damage) {
        String damaged = overdue();
        sagas.set(damaged, damage + ", deadline_at = now() - interval '2 s'");
        String order = overdue();
        sweep.sweep();
        assertThat(attempt(order)).isEqualTo(2);
        assertThat(sagas.row(damaged)).containsEntry("attempt", 1).containsEntry("status", "running");
        assertThat(is(damaged, "deadline_at > now()")).as("postponed").isTrue();
    }

    @Test
    void afterTheLastAttemptTheSagaIsStuckAndHasNoDeadline() {
        String order = overdue();
        sagas.set(order, "attempt = 4, deadline_at = now() - interval '1 s', commanded_at = now() - interval '81 s'");
        sweep.sweep();
        assertThat(sagas.row(order))
                .containsEntry("status", "stuck")
                .containsEntry("stuck_reason", "silent")
                .containsEntry("deadline_at", null);
        assertThat(sagas.sent(order)).isEmpty();
    }

    @Test
    void aSagaThatIsNotOverdueIsLeftAlone() {
        String order = sagas.started();
        sweep.sweep();
        assertThat(sagas.row(order)).containsEntry("attempt", 1).containsEntry("version", 1L);
    }

    @Test
    void aCommandStillInTheOutboxDoesNotAgeAndGetsAFullTimeoutOnceItHasLeft() {
        String order = sagas.newOrder();
        sagas.receive(Sagas.created(order));
        jdbc.sql("update outbox set attempts = 3, last_error = 'no queue'").update();
        overdue(order);
        sweep.sweep();
        expectFreshDeadline(order, 1);

        sagas.commandsAreSent();
        overdue(order);
        sweep.sweep();
        expectFreshDeadline(order, 1);

        overdue(order);
        sweep.sweep();
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void whileTheOutboxDoesNotMoveNobodyAges() {
        String order = overdue();
        String waiting = sagas.newOrder();
        sagas.receive(Sagas.created(waiting));
        jdbc.sql("update outbox set created_at = now() - interval '6 s'").update();
        sweep.sweep();
        expectFreshDeadline(order, 1);
    }

    @Test
    void aMessageThatCannotBeRoutedStopsOnlyItself() {
        String order = overdue();
        String unroutable = sagas.newOrder();
        sagas.receive(Sagas.created(unroutable), Sagas.cancellation(unroutable));
        jdbc.sql("update outbox set created_at = now() - interval '6 s'").update();
        jdbc.sql("update outbox set attempts = 1 where type = 'ReserveInventory'")
                .update();
        sweep.sweep();
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void afterAGapInSweepingOverdueSagasGetOneFreshDeadline() {
        String order = overdue();
        jdbc.sql("update saga_sweep set swept_at = now() - interval '3 h'").update();
        sweep.sweep();
        expectFreshDeadline(order, 1);

        jdbc.sql("update saga_sweep set listening_since = now() - interval '12 s'")
                .update();
        overdue(order);
        sweep.sweep();
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void aLongSweepIsNoGap() {
        testDatabase.execute("""
                create function sagas.an_hour_passes() returns trigger language plpgsql as
                  $$ begin update sagas.saga_sweep set swept_at = swept_at - interval '1 h'; return null; end $$;
                create trigger an_hour_passes after update on sagas.saga
                  for each statement execute function sagas.an_hour_passes()""");
        try {
            List<String> orders = IntStream.range(0, 4).mapToObj(i -> overdue()).toList();
            jdbc.sql("update saga_sweep set swept_at = now()").update();
            sweep.sweep();
            assertThat(orders).allSatisfy(order -> assertThat(attempt(order)).isEqualTo(2));
        } finally {
            testDatabase.execute("drop function sagas.an_hour_passes() cascade");
        }
        String order = overdue();
        sweep.sweep();
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void aFailureOfTheDatabaseIsNoSagasFault() {
        String order = overdue();
        testDatabase.execute("""
                create function sagas.go_away() returns trigger language plpgsql as
                  $$ begin raise exception 'terminating connection' using errcode = '57P01'; end $$;
                create trigger go_away before update on sagas.saga
                  for each row when (new.attempt > 1) execute function sagas.go_away()""");
        try {
            assertThatExceptionOfType(RuntimeException.class).isThrownBy(sweep::sweep);
        } finally {
            testDatabase.execute("drop function sagas.go_away() cascade");
        }
        assertThat(is(order, "deadline_at < now()")).as("overdue still").isTrue();
        sweep.sweep();
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void ofTwoOverdueSagasTheOneThatFailedIsPostponedHoweverTheLocksAreThen() {
        String damaged = overdue();
        String order = overdue();
        sagas.set(damaged, "data = '[]', deadline_at = now() - interval '2 s'");
        UUID id = sagas.id(damaged);
        var batches = new Batches(
                transactions,
                size -> List.of(id),
                ids -> {
                    throw new IllegalStateException("cannot be read");
                },
                new OverdueSagas(jdbc, definitions)::postpone);
        transactions.executeWithoutResult(status -> {
            jdbc.sql("select id from saga where id = ? for update")
                    .param(id)
                    .query()
                    .singleRow();
            CompletableFuture.runAsync(() -> batches.next(1)).join();
        });
        assertThat(is(damaged, "deadline_at < now()")).as("left to who has it").isTrue();
        assertThat(is(order, "deadline_at < now()")).as("not blamed").isTrue();

        batches.next(1);
        assertThat(is(damaged, "deadline_at > now()")).as("postponed").isTrue();
        assertThat(is(order, "deadline_at < now()")).as("not blamed").isTrue();
    }

    @Test
    void aBacklogIsNotSilence() {
        String order = overdue();
        activity.answered("place-order", "reserve-stock", Instant.now().minusSeconds(60));
        activity.writeDown();
        sweep.sweep();
        expectFreshDeadline(order, 1);
    }

    @Test
    void butACommandThatWasOvertakenIsLost() {
        String order = overdue();
        activity.answered("place-order", "reserve-stock", Instant.now().minusSeconds(5));
        activity.writeDown();
        sweep.sweep();
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void anotherStepsAnswersSayNothing() {
        String order = overdue();
        activity.answered("place-order", "confirm-stock", Instant.now().minusSeconds(60));
        activity.writeDown();
        sweep.sweep();
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void whatParticipantsAnswerIsWrittenDownForAllInstances() {
        String order = sagas.started();
        Object commandedAt = sagas.row(order).get("commanded_at");
        sagas.receive(Sagas.reserved(order));
        activity.writeDown();
        assertThat(jdbc.sql("select step, newest_answered_at, last_reply_at > now() - interval '5 s' as recent "
                                + "from saga_step_activity")
                        .query()
                        .singleRow())
                .containsEntry("step", "reserve-stock")
                .containsEntry("newest_answered_at", commandedAt)
                .containsEntry("recent", true);
    }

    @Test
    void resendsAreBoundedPerSweep() {
        List<String> orders = IntStream.range(0, 10).mapToObj(i -> overdue()).toList();
        sweep.sweep();
        assertThat(orders.stream().filter(order -> attempt(order) == 2)).hasSize(4);
        sweep.sweep();
        sweep.sweep();
        assertThat(orders.stream().filter(order -> attempt(order) == 2)).hasSize(10);
    }

    @Test
    void aSagaThatIsBeingHandledIsSkipped() {
        String order = overdue();
        String other = overdue();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("select id from saga where business_key = ? for update")
                    .param(order)
                    .query(UUID.class)
                    .single();
            var sweeping = new Thread(sweep::sweep);
            sweeping.start();
            join(sweeping);
        });
        assertThat(attempt(order)).isEqualTo(1);
        assertThat(attempt(other)).isEqualTo(2);
    }

    @Test
    void sagasOfVersionsUnknownHereAreLeftToNewerInstances() {
        String unknown = overdue();
        sagas.set(unknown, "definition_version = 99, deadline_at = now() - interval '1 h'");
        String order = overdue();
        sweep.sweep();
        assertThat(attempt(unknown)).isEqualTo(1);
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void aSweepReadsTheIndexOfDeadlinesAndNotTheTable() {
        jdbc.sql("""
                        insert into saga (id, type, definition_version, business_key, status, step, attempt, command_id,
                                          commanded_at, undos, data, version, started_at, updated_at, finished_at)
                        select gen_random_uuid(), 'place-order', 1, 'ended-' || n, 'completed', 'confirm-stock', 1,
                               gen_random_uuid(), now(), '{}', '{}', 4, now(), now(), now()
                        from generate_series(1, 20000) n""").update();
        jdbc.sql("""
                        insert into outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body)
                        select 0, 'order-' || n, gen_random_uuid(), 'ReserveInventory', 'commands', 'inventory.reserve', ''
                        from generate_series(1, 20000) n""").update();
        testDatabase.execute("analyze sagas.saga, sagas.outbox");
        UUID[] ids = jdbc.sql("select id from saga limit 200")
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        List<String> next = jdbc.sql("explain " + OverdueSagas.NEXT.formatted("deadline_at"))
                .param("known", new String[] {"place-order/1"})
                .param("limit", 200)
                .query(String.class)
                .list();
        List<String> commands = jdbc.sql("explain " + OverdueSagas.COMMANDS)
                .param("ids", ids)
                .query(String.class)
                .list();
        assertThat(String.join("\n", next)).contains("saga_overdue_idx").doesNotContain("Seq Scan");
        assertThat(String.join("\n", commands)).contains("outbox_aggregate_idx").doesNotContain("Seq Scan");
    }

    @Test
    void instancesTakeTurns() {
        String order = overdue();
        assertThat(sweep.sweepInTurn()).as("somebody else has just swept").isFalse();
        assertThat(attempt(order)).isEqualTo(1);

        jdbc.sql("update saga_sweep set swept_at = now() - interval '1 hour'").update();
        assertThat(sweep.sweepInTurn()).isTrue();
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetBackStopsNoSweep() {
        String order = overdue();
        jdbc.sql("update saga_sweep set swept_at = now() + interval '1 day'").update();

        assertThat(sweep.sweepInTurn()).isTrue();
        assertThat(attempt(order)).isEqualTo(2);
    }

    @Test
    void goingOnWithoutASweepIsNoGap() {
        String order = overdue();
        jdbc.sql("update saga_sweep set swept_at = now() - interval '100 minutes'")
                .update();
        sweep.goOn();
        jdbc.sql("update saga_sweep set swept_at = swept_at - interval '100 minutes'")
                .update();
        assertThat(sweep.sweepInTurn()).isTrue();
        assertThat(attempt(order)).isEqualTo(2);
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
