package io.steadfast.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.messaging.Node;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutboxPlanIT {

    private static final TestDatabase database = TestServers.newDatabase();
    private static Node node;

    @BeforeAll
    static void start() {
        node = Node.on(database).start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 20_000})
    void idleRelayReadsThePartialIndexWhateverTheTablesSize(int rows) {
        database.execute("truncate orders.outbox");
        database.execute("""
                insert into orders.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body, parked_at)
                select i %% 4, i::text, gen_random_uuid(), 'Ping', 'test', 'test.ping', 'x', clock_timestamp()
                from generate_series(1, %d) i;
                analyze orders.outbox""".formatted(rows));
        JdbcClient relay = node.bean(RelayDatabase.class).jdbc();

        String next = explain(relay, next());
        String overlooked = explain(relay, OutboxTable.SHARDS_OVERLOOKED);

        assertThat(next).contains("outbox_new_idx", "outbox_retry_idx").doesNotContain("Seq Scan on outbox o");
        assertThat(overlooked).contains("outbox_new_idx", "outbox_retry_idx");
    }

    @Test
    void messagesThatBackOffAreNotReadUntilTheirTimeHasCome() {
        database.execute("truncate orders.outbox");
        database.execute("""
                insert into orders.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body, attempts,
                                           next_attempt_at)
                select i % 4, i::text, gen_random_uuid(), 'Ping', 'test', 'test.ping', 'x', 1,
                       clock_timestamp() + interval '1 hour'
                from generate_series(1, 20000) i""");
        JdbcClient relay = node.bean(RelayDatabase.class).jdbc();

        assertThat(explain(relay, "(analyze) " + next())).doesNotContain("Rows Removed by Filter");
        assertThat(explain(relay, "(analyze) " + OutboxTable.SHARDS_OVERLOOKED))
                .doesNotContain("Rows Removed by Filter: 5");
    }

    @Test
    void aTableThatWasEmptyWhenItWasLastLookedAtIsReadByTheRightIndexesStill() {
        database.execute("truncate orders.outbox");
        for (int again = 0; again < 2; again++) {
            database.execute("""
                    insert into orders.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body)
                    select i % 4, i::text, gen_random_uuid(), 'Ping', 'test', 'test.ping', repeat('x', 500)::bytea
                    from generate_series(1, 5000) i""");
            database.execute("delete from orders.outbox");
            database.execute("vacuum (analyze, truncate off) orders.outbox");
        }
        JdbcClient relay = node.bean(RelayDatabase.class).jdbc();

        assertThat(explain(relay, OutboxTable.DELETE.replace(":ids", "array[1, 2, 3, 4, 5]")))
                .contains("outbox_pkey");
        assertThat(explain(relay, next())).contains("outbox_aggregate_idx").doesNotContain("outbox_pkey");
    }

    private static String next() {
        return OutboxTable.next(4)
                .replace(":shards", "array[0, 1, 2, 3]")
                .replace(":from", "0")
                .replace(":rows", "500")
                .replace(":bytes", "8000000");
    }

    private static String explain(JdbcClient relay, String sql) {
        List<String> plan = relay.sql("explain " + sql).query(String.class).list();
        return plan.stream().collect(Collectors.joining("\n"));
    }
}
