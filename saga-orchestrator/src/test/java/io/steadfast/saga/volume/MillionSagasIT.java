package io.steadfast.saga.volume;

import static io.steadfast.saga.testing.Sagas.cancellation;
import static io.steadfast.saga.testing.Sagas.confirmed;
import static io.steadfast.saga.testing.Sagas.created;
import static io.steadfast.saga.testing.Sagas.reserved;
import static io.steadfast.saga.testing.Sagas.stockConfirmed;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * The orchestrator at work over a million finished sagas and six million entries of their journals. Whatever it asks,
 * and what operators ask by SQL, is answered by index; how many pages that takes is counted, how long is told.
 */
@RunningOrchestrator
@TestPropertySource(
        properties = {
            "steadfast.sweep.batch-size=200",
            "steadfast.sweep.max-batches=1",
            "steadfast.retention.finished-sagas=92d",
            "steadfast.retention.purge-batch=200",
            "steadfast.retention.max-batches=20"
        })
@DirtiesContext
@TestInstance(Lifecycle.PER_CLASS)
class MillionSagasIT {

    private static final Logger log = LoggerFactory.getLogger(MillionSagasIT.class);

    private static final Path QUERIES = Path.of("../db/queries");

    /** What a query may take that tells of more than a few sagas: those of the last hour or day, or all that are stuck. */
    private static final Map<String, Integer> PAGES = Map.of(
            "stuck-sagas.sql", 50 * 12,
            "step-durations.sql", 450 * 15,
            "slowest-orders.sql", 450 * 2,
            "throughput.sql", 10_800,
            "sagas-per-hour.sql", 10_800,
            "saga-durations.sql", 10_800,
            "cancel-reasons.sql", 1_080 * 8,
            "missing-products.sql", 1_080 * 8,
            "most-resends.sql", 2_700 * 8);

    /** It compares all with all; its migration says how long that takes. */
    private static final String AUDIT = "violations.sql";

    /** By then PostgreSQL may have settled for a plan that suits any parameter. */
    private static final int OFTEN = 12;

    @LocalServerPort
    int port;

    @Autowired
    TestDatabase database;

    @Autowired
    DataSource pool;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sagas sagas;

    @Autowired
    List<ScheduledTaskHolder> schedules;

    private final Questions questions =
            new Questions(new Plans(TestServers.postgres().log()));
    private JsonApi operator;

    @BeforeAll
    void threeMonthsHavePassed() throws SQLException {
        for (String schema : List.of("orders", "inventory")) {
            migrate(schema, "classpath:db/shared", "classpath:db/" + schema);
        }
        migrate("audit", "classpath:db/audit");
        MillionSagas.fill(database);
        Plans.explainAll(database, pool);
    }

    private void migrate(String schema, String... locations) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), schema + "_owner", "")
                .defaultSchema(schema)
                .createSchemas(false)
                .locations(locations)
                .load()
                .migrate();
    }

    @BeforeEach
    void logIn() {
        operator = new JsonApi(port, JsonApi.login("operator", "operator-secret"));
    }

    @AfterAll
    void tell() {
        log.info("Over {} finished sagas:\n{}", MillionSagas.FINISHED, questions.told());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /admin/sagas                                                  |  150
            /admin/sagas?status=running                                   |  150
            /admin/sagas?status=compensating                              |  150
            /admin/sagas?status=stuck                                     |  150
            /admin/sagas?status=completed                                 |  150
            /admin/sagas?status=cancelled                                 |  150
            /admin/sagas?status=stuck&step=reserve-stock&olderThan=PT5M   |  150
            /admin/sagas?status=stuck&step=confirm-stock                  |  150
            /admin/sagas?status=completed&step=reserve-stock              |  150
            /admin/sagas?olderThan=PT5M                                   |  150
            /admin/sagas?olderThan=P60D                                   |  150
            /admin/sagas?status=cancelled&olderThan=P60D                  |  150
            /admin/sagas?status=running&olderThan=P60D                    |   20
            /admin/sagas?orderId=purged-7                                 |   20
            /admin/sagas?step=confirm-stock                               |  150
            /admin/sagas?step=reserve-stock                               | 1200
            /admin/sagas?step=reserve-stock&olderThan=PT24H               | 1200
            /admin/sagas?step=unheard-of                                  |  100
            /admin/stats                                                  | 2500
            """)
    void operatorsAsk(String question, int pages) {
        questions.ask(question, pages, () -> {
            for (int i = 0; i < OFTEN; i++) {
                assertThat(operator.get(question).status()).isEqualTo(200);
            }
        });
    }

    @Test
    void operatorsPageOn() {
        questions.ask("the next pages of /admin/sagas?status=cancelled", 150, () -> {
            String next = "";
            for (int i = 0; i < OFTEN; i++) {
                Answer answer = operator.get("/admin/sagas?status=cancelled" + next);
                next = "&cursor=" + answer.json().path("next").asString();
            }
        });
    }

    @Test
    void operatorsLookAtOneSagaAndRetryIt() {
        List<String> stuck = jdbc.sql("select id from saga where status = 'stuck' order by stuck_since limit 12")
                .query(String.class)
                .list();
        String order = jdbc.sql("select business_key from saga limit 1")
                .query(String.class)
                .single();
        questions.ask("/admin/sagas?orderId={orderId}", 20, () -> operator.get("/admin/sagas?orderId=" + order));
        questions.ask("/admin/sagas/{sagaId}", 50, () -> stuck.forEach(id -> operator.get("/admin/sagas/" + id)));
        questions.ask(
                "POST /admin/sagas/{sagaId}/retry",
                100,
                () -> stuck.forEach(id -> {
                    Answer answer = operator.post("/admin/sagas/" + id + "/retry", "{\"reason\":\"it is back\"}");
                    assertThat(answer.status()).isEqualTo(202);
                }));
    }

    @Test
    void messagesAreHandled() {
        List<String> orders =
                IntStream.range(0, OFTEN).mapToObj(i -> sagas.newOrder()).toList();
        questions.ask(
                "the messages of an order",
                100,
                () -> orders.forEach(order -> {
                    sagas.receive(created(order));
                    sagas.receive(reserved(order));
                    sagas.receive(confirmed(order), created(order));
                    sagas.receive(stockConfirmed(order));
                    sagas.receive(reserved(order), cancellation(order));
                }));
        questions.ask("messages for a purged saga", 20, () -> {
            for (int n = 1; n <= OFTEN; n++) {
                sagas.receive(created("purged-" + n), reserved("purged-" + n), cancellation("purged-" + n));
            }
        });
        questions.ask(
                "a batch of 100 starts",
                100 * 60,
                () -> sagas.receive(IntStream.range(0, 100)
                        .mapToObj(i -> created(sagas.newOrder()))
                        .toArray()));
    }

    @Test
    void overdueSagasAreLookedAt() {
        questions.ask("a sweep over 200 overdue sagas", 200 * 40, () -> {
            for (int i = 0; i < OFTEN; i++) {
                run("SweepSchedule.tick");
            }
        });
        questions.ask("a sweep that finds nothing overdue", 30, () -> run("SweepSchedule.tick"));
    }

    @Test
    void finishedSagasArePurged() {
        assertThat(due()).isBetween(5_000L, 20_000L);
        do {
            questions.ask("a purge of 200 finished sagas", 200 * 40, () -> run("SagaPurge.purge"));
        } while (due() > 0);
        // Until a vacuum it passes by the entries of what was purged, some 130 to a page of the index.
        questions.ask("a purge that has nothing to do", 200, () -> run("SagaPurge.purge"));
    }

    private long due() {
        return jdbc.sql("select count(*) from saga where finished_at < now() - interval '92 days'")
                .query(Long.class)
                .single();
    }

    static Stream<String> queries() throws IOException {
        try (var files = Files.list(QUERIES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".sql") && !file.equals(AUDIT))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void analystsAsk(String file) throws IOException, SQLException {
        String status = file.equals("why-stuck.sql") ? "stuck" : "cancelled";
        String order = jdbc.sql("select business_key from saga where status = ? limit 1")
                .param(status)
                .query(String.class)
                .single();
        String sql = Files.readString(QUERIES.resolve(file)).replace("ORDER_ID", order);
        try (var reader = database.connectAs("saga_reader");
                var statement = reader.createStatement()) {
            questions.ask(file, PAGES.getOrDefault(file, 200), () -> {
                try {
                    assertThat(statement.execute(sql)).isTrue();
                } catch (SQLException e) {
                    throw new AssertionError(sql, e);
                }
            });
        }
    }

    private void run(String schedule) {
        var tasks = schedules.stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .filter(task -> task.toString().endsWith(schedule))
                .collect(toSet());
        assertThat(tasks).as(schedule).hasSize(1);
        tasks.forEach(task -> task.getTask().getRunnable().run());
    }
}
