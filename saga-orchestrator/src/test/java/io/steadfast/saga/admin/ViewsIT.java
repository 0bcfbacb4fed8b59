package io.steadfast.saga.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningOrchestrator
class ViewsIT {

    @Autowired
    TestDatabase testDatabase;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sagas sagas;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            saga_overview   | saga_id saga_type definition_version order_id status step attempt started_at updated_at finished_at deadline_at last_error correlation_id
            saga_timeline   | saga_id order_id seq at event step message_id detail
            stuck_sagas     | saga_id order_id step stuck_since attempts reason last_error allowed_actions explanation
            saga_situation  | saga_id status reason explanation evidence allowed_actions
            saga_step_stats | step finished p50_ms p95_ms p99_ms
            saga_throughput | minute started completed cancelled stuck
            dead_letters    | id queue message_id type order_id reason error died_at status
            admin_actions   | at actor action target reason outcome
            outbox_backlog  | shard pending parked oldest_age last_error
            """)
    void theReaderSeesExactlyTheColumnsOfTheContract(String view, String columns) throws SQLException {
        try (var reader = testDatabase.connectAs("saga_reader");
                var rows = reader.createStatement().executeQuery("select * from sagas." + view)) {
            var metadata = rows.getMetaData();
            var names = new ArrayList<String>();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                names.add(metadata.getColumnName(i));
            }
            assertThat(names).containsExactly(columns.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource({"saga", "saga_journal", "dead_letter", "admin_action", "outbox", "inbox"})
    void theReaderSeesNothingElse(String table) throws SQLException {
        try (var reader = testDatabase.connectAs("saga_reader");
                var statement = reader.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.executeQuery("select * from sagas." + table))
                    .withMessageContaining("permission denied");
        }
    }

    @Test
    void everyTableAndViewExplainsItself() {
        assertThat(jdbc.sql("""
                        select relname from pg_class
                        where relnamespace = 'sagas'::regnamespace and relkind in ('r', 'v')
                          and relname <> 'flyway_schema_history' and obj_description(oid) is null""").query(String.class).list()).isEmpty();
    }

    @Test
    void stepsAndMinutesAreCounted() {
        String order = sagas.newOrder();
        sagas.receive(Sagas.created(order), Sagas.reserved(order), Sagas.confirmed(order), Sagas.stockConfirmed(order));
        assertThat(jdbc.sql("select step from saga_step_stats where finished > 0 and p99_ms >= p50_ms")
                        .query(String.class)
                        .list())
                .contains("reserve-stock", "confirm-order", "confirm-stock");
        assertThat(jdbc.sql("select sum(started) > 0 and sum(completed) > 0 from saga_throughput")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void stuckSagasShowWhatTheOperatorMayDo() {
        String order = sagas.stuck();
        assertThat(jdbc.sql("select reason, array_to_string(allowed_actions, ',') as actions from stuck_sagas "
                                + "where order_id = ?")
                        .param(order)
                        .query()
                        .singleRow())
                .containsEntry("reason", "silent")
                .containsEntry("actions", "retry,cancel");
    }
}
