package io.steadfast.saga.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An orchestrator in which nothing goes on but what the test does. */
@RunningOrchestrator
abstract class SweepFixture {

    @Autowired
    DeadlineSweep sweep;

    @Autowired
    StepActivity activity;

    @Autowired
    Sagas sagas;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void nothingElseIsGoingOn() {
        jdbc.sql("delete from saga_journal").update();
        jdbc.sql("delete from saga").update();
        jdbc.sql("delete from outbox").update();
        activity.writeDown();
        jdbc.sql("delete from saga_step_activity").update();
        jdbc.sql("update saga_sweep set swept_at = now(), listening_since = now() - interval '1 day'")
                .update();
    }

    /** A saga whose first command was written 11 seconds ago and has left the outbox since. */
    final String overdue() {
        String order = sagas.started();
        overdue(order);
        return order;
    }

    final void overdue(String order) {
        sagas.set(order, "commanded_at = now() - interval '11 s', deadline_at = now() - interval '1 s'");
    }

    final void expectFreshDeadline(String order, int attempt) {
        assertThat(sagas.row(order)).containsEntry("attempt", attempt).containsEntry("status", "running");
        assertThat(is(order, "deadline_at between now() + interval '9 s' and now() + interval '10 s'"))
                .as("fresh deadline")
                .isTrue();
    }

    final int attempt(String order) {
        return (int) sagas.row(order).get("attempt");
    }

    final boolean is(String order, String condition) {
        List<Boolean> answer = jdbc.sql("select " + condition + " from saga where business_key = ?")
                .param(order)
                .query(Boolean.class)
                .list();
        return answer.equals(List.of(true));
    }
}
