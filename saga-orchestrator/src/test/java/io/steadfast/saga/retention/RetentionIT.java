package io.steadfast.saga.retention;

import static io.steadfast.saga.testing.Sagas.cancellation;
import static io.steadfast.saga.testing.Sagas.confirmed;
import static io.steadfast.saga.testing.Sagas.created;
import static io.steadfast.saga.testing.Sagas.reserved;
import static io.steadfast.saga.testing.Sagas.stockConfirmed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@RunningOrchestrator
class RetentionIT {

    private static final Duration RETENTION = Duration.ofDays(90);

    @Autowired
    SagaPurge scheduled;

    @Autowired
    TestDatabase testDatabase;

    @Autowired
    Sagas sagas;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    @BeforeEach
    void nothingIsDue() {
        jdbc.sql(
                        "delete from saga_journal where saga_id in (select id from saga where started_at < now() - interval '1 day')")
                .update();
        jdbc.sql("delete from saga where started_at < now() - interval '1 day'").update();
        jdbc.sql("delete from saga_cancellation").update();
    }

    private SagaPurge purge(int batchSize, int maxBatches) {
        return new SagaPurge(
                jdbc,
                transactions,
                new RetentionProperties(RETENTION, RETENTION, Duration.ofMinutes(10), batchSize, maxBatches));
    }

    private void purge() {
        purge(500, 500).purge();
    }

    /** A saga of a new order that completed this many days ago; returns the order. */
    private String completed(int daysAgo) {
        String order = sagas.newOrder();
        sagas.receive(created(order), reserved(order), confirmed(order), stockConfirmed(order));
        sagas.commandsAreSent();
        String then = "now() - interval '%d days'".formatted(daysAgo);
        sagas.set(order, "started_at = %1$s, updated_at = %1$s, finished_at = %1$s".formatted(then));
        return order;
    }

    private String purged() {
        String order = completed(91);
        purge();
        assertThat(exists(order)).isFalse();
        return order;
    }

    private boolean exists(String order) {
        return count("saga where business_key = '%s'".formatted(order)) > 0;
    }

    private long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    @Test
    void whatFinishedLongAgoIsPurgedWithItsJournalAndHowItEndedIsKept() {
        String old = completed(91);
        String young = completed(89);
        UUID id = sagas.id(old);
        purge();

        assertThat(exists(old)).isFalse();
        assertThat(count("saga_journal where saga_id = '%s'".formatted(id))).isZero();
        assertThat(jdbc.sql("""
                        select type, saga_id, status, step, finished_at < now() - interval '90 days' as long_ago
                        from purged_saga where business_key = ?""").param(old).query().singleRow())
                .containsEntry("type", "place-order")
                .containsEntry("saga_id", id)
                .containsEntry("status", "completed")
                .containsEntry("step", "confirm-stock")
                .containsEntry("long_ago", true);
        assertThat(sagas.state(young)).isEqualTo("completed confirm-stock");
        assertThat(sagas.journal(young)).endsWith("completed");
    }

    @Test
    void whatIsNotFinishedStaysHoweverOldItIs() {
        String running = sagas.started();
        String stuck = sagas.stuck();
        for (String order : List.of(running, stuck)) {
            sagas.set(order, "started_at = now() - interval '400 days', updated_at = now() - interval '400 days'");
        }
        purge();
        assertThat(sagas.state(running)).isEqualTo("running reserve-stock");
        assertThat(sagas.state(stuck)).isEqualTo("stuck reserve-stock");
        assertThat(sagas.journal(running)).containsExactly("started", "sent");
    }

    @Test
    void aPurgeStopsBetweenBatchesAndTheNextOneGoesOnWithTheOldest() {
        List<String> orders =
                IntStream.range(0, 8).mapToObj(i -> completed(200 - i)).toList();
        purge(3, 2).purge();
        assertThat(orders).filteredOn(this::exists).containsExactlyElementsOf(orders.subList(6, 8));
        purge(3, 2).purge();
        assertThat(orders).noneMatch(this::exists);
    }

    @Test
    void aPurgeThatIsAskedToStopDoesNotBeginAnotherBatch() {
        String order = completed(91);
        Thread.currentThread().interrupt();
        try {
            purge();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(exists(order)).isTrue();
    }

    @Test
    void aBatchIsPurgedAsAWholeOrNotAtAll() {
        String order = completed(91);
        testDatabase.execute("alter table sagas.purged_saga add constraint full_disk check (false) not valid");
        try {
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(this::purge);
        } finally {
            testDatabase.execute("alter table sagas.purged_saga drop constraint full_disk");
        }
        assertThat(sagas.state(order)).isEqualTo("completed confirm-stock");
        assertThat(sagas.journal(order)).endsWith("completed");

        purge();
        assertThat(exists(order)).isFalse();
    }

    @Test
    void aSagaThatIsBeingHandledIsNotWaitedFor() {
        String handled = completed(92);
        String other = completed(91);
        transactions.executeWithoutResult(status -> {
            jdbc.sql("select id from saga where business_key = ? for update")
                    .param(handled)
                    .query(UUID.class)
                    .single();
            CompletableFuture.runAsync(this::purge).join();
        });
        assertThat(exists(handled)).isTrue();
        assertThat(exists(other)).isFalse();
        purge();
        assertThat(exists(handled)).isFalse();
    }

    @Test
    void whatIsJournaledJustBeforeASagaIsPurgedGoesWithIt() {
        String order = completed(91);
        UUID id = sagas.id(order);
        CompletableFuture<Void> purging;
        testDatabase.execute("""
                create function sagas.wait_for_the_handler() returns boolean language plpgsql as
                  $$ begin perform pg_advisory_xact_lock_shared(1); return true; end $$;
                alter table sagas.saga enable row level security;
                alter table sagas.saga force row level security;
                create policy slow on sagas.saga using (sagas.wait_for_the_handler())""");
        try {
            purging = transactions.execute(status -> {
                jdbc.sql("select pg_advisory_xact_lock(1)").query().listOfRows();
                sagas.receive(created(order));
                var waiting = CompletableFuture.runAsync(this::purge);
                await().atMost(10, SECONDS)
                        .until(() -> count("pg_locks where locktype = 'advisory' and not granted") > 0);
                return waiting;
            });
            purging.join();
        } finally {
            testDatabase.execute("""
                    drop policy slow on sagas.saga;
                    alter table sagas.saga no force row level security;
                    alter table sagas.saga disable row level security;
                    drop function sagas.wait_for_the_handler()""");
        }
        assertThat(exists(order)).isFalse();
        assertThat(count("saga_journal where saga_id = '%s'".formatted(id))).isZero();
    }

    @Test
    void whileAnotherInstancePurgesNothingIsDoneHere() {
        String order = completed(91);
        lease("now() + interval '1 minute'");
        scheduled.purge();
        assertThat(exists(order)).isTrue();

        lease("now()");
        scheduled.purge();
        assertThat(exists(order)).isFalse();
    }

    /** As another instance holds it. */
    private void lease(String until) {
        jdbc.sql("""
                        insert into shedlock (name, lock_until, locked_at, locked_by)
                        values ('saga-purge', timezone('utc', %s), timezone('utc', now()), 'another')
                        on conflict (name) do update set lock_until = excluded.lock_until""".formatted(until)).update();
    }

    @Test
    void whateverComesForAPurgedSagaChangesNothing() {
        String order = purged();
        String other = sagas.newOrder();
        sagas.receive(created(order), reserved(order), cancellation(order), created(other));
        sagas.receive(stockConfirmed(order));
        sagas.receive(cancellation(order));

        assertThat(exists(order)).isFalse();
        assertThat(sagas.sent(order)).isEmpty();
        assertThat(count("saga_cancellation")).isZero();
        assertThat(sagas.state(other)).isEqualTo("running reserve-stock");
    }

    @Test
    void anOrderThatComesAgainWhileItsSagaIsPurgedStartsNoSecondOne() {
        String order = completed(91);
        CompletableFuture<Void> again = transactions.execute(status -> {
            purge();
            var waiting = CompletableFuture.runAsync(() -> sagas.receive(created(order)));
            await().atMost(10, SECONDS)
                    .until(() ->
                            count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                                    > 0);
            return waiting;
        });
        again.join();
        assertThat(exists(order)).isFalse();
        assertThat(count("purged_saga where business_key = '%s'".formatted(order)))
                .isOne();
    }

    @Test
    void cancellationsOfWhatNeverComesArePurgedBatchAfterBatchToo() {
        for (int i = 0; i < 5; i++) {
            sagas.receive(cancellation(sagas.newOrder()));
        }
        jdbc.sql("update saga_cancellation set requested_at = now() - interval '91 days'")
                .update();
        purge(2, 2).purge();
        assertThat(count("saga_cancellation")).isOne();
        purge(2, 2).purge();
        assertThat(count("saga_cancellation")).isZero();
    }

    @Test
    void aCancellationOfWhatNeverComesIsForgotten() {
        String old = sagas.newOrder();
        String young = sagas.newOrder();
        sagas.receive(cancellation(old), cancellation(young));
        jdbc.sql("update saga_cancellation set requested_at = now() - interval '91 days' where business_key = ?")
                .param(old)
                .update();
        purge();
        assertThat(jdbc.sql("select business_key from saga_cancellation")
                        .query(String.class)
                        .list())
                .containsExactly(young);
    }
}
