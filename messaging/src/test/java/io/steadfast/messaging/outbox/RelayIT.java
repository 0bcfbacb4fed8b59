package io.steadfast.messaging.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.local.testing.UsesBroker;
import io.steadfast.messaging.Broker;
import io.steadfast.messaging.Broker.Heard;
import io.steadfast.messaging.Node;
import io.steadfast.messaging.TestMessages;
import io.steadfast.messaging.TestMessages.Ping;
import io.steadfast.messaging.TestMessages.Unheard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesBroker
class RelayIT {

    private final TestDatabase database = TestServers.newDatabase();
    private Broker broker;
    private List<Heard> heard;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        Awaitility.setDefaultTimeout(ofSeconds(90)); // a slow machine is no failure
        broker = new Broker();
        heard = broker.listen("test", "test.ping");
        node = start(database);
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
        broker.purge(TestMessages.QUEUE);
        broker.close();
    }

    private static Node start(TestDatabase database) {
        return Node.withBroker(database)
                .with("steadfast.outbox.initial-backoff", "200ms")
                .with("steadfast.outbox.lease-duration", "2s")
                .start();
    }

    @Test
    void committedMessageIsPublishedAndItsRowGoes() {
        UUID id = node.send("a", new Ping("a", 1, null));

        await().untilAsserted(() -> assertThat(heard).containsExactly(new Heard(id, "a", 1)));
        await().untilAsserted(() -> assertThat(node.outboxRows()).isZero());
    }

    @Test
    void lostWakeUpCostsOneSweepInterval() {
        node.send("template", new Ping("template", 0, null));
        await().until(() -> heard.size() == 1);

        database.execute("""
                insert into orders.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body)
                values (0, 'x', gen_random_uuid(), 'Ping', 'test', 'test.ping',
                        convert_to('{"data":{"aggregate":"x","number":5}}', 'UTF8'))""");

        await().untilAsserted(() -> assertThat(heard).extracting(Heard::number).contains(5));
    }

    @Test
    void relayThatWasStoppedCanBeStartedAgain() {
        Relay relay = node.bean(Relay.class);
        relay.stop();
        UUID meanwhile = node.send("a", new Ping("a", 1, null));
        assertThat(node.outboxRows()).isEqualTo(1);

        relay.start();

        await().untilAsserted(() -> assertThat(heard).containsExactly(new Heard(meanwhile, "a", 1)));
        UUID afterwards = node.send("a", new Ping("a", 2, null));
        await().untilAsserted(() -> assertThat(heard).contains(new Heard(afterwards, "a", 2)));
    }

    @Test
    void messagePublishedBeforeACrashIsPublishedAgainWithTheSameId() {
        database.execute("""
                create function orders.crash() returns trigger language plpgsql as
                  $$ begin raise exception 'crash between publish and delete'; end $$;
                create trigger crash before delete on orders.outbox
                  for each row execute function orders.crash()""");
        UUID id = node.send("a", new Ping("a", 1, null));
        await().until(() -> heard.size() >= 1);
        assertThat(node.outboxRows()).isEqualTo(1);

        database.execute("drop trigger crash on orders.outbox");

        await().untilAsserted(() -> assertThat(node.outboxRows()).isZero());
        assertThat(heard).hasSizeGreaterThan(1).containsOnly(new Heard(id, "a", 1));
    }

    @Test
    void unroutableMessageBacksOffWithItsErrorAndIsSentOnceThereIsAQueue() throws Exception {
        node.send("a", new Unheard("a"));
        node.send("b", new Ping("b", 1, null));

        await().untilAsserted(() -> assertThat(backlog("last_error")).contains("test.unheard"));
        await().untilAsserted(
                        () -> assertThat(heard).extracting(Heard::aggregate).containsExactly("b"));
        assertThat(count("parked_at is not null")).isZero();

        List<Heard> found = broker.listen("test", "test.unheard");
        await().untilAsserted(() -> assertThat(found).hasSize(1));
        await().untilAsserted(() -> assertThat(node.outboxRows()).isZero());
    }

    @Test
    void laterMessagesOfAnAggregateWaitForTheOneThatBacksOff() {
        node.send("a", new Unheard("a"));
        await().until(() -> count("attempts > 0") == 1);
        node.send("a", new Ping("a", 2, null));
        node.send("b", new Ping("b", 1, null));

        await().untilAsserted(
                        () -> assertThat(heard).extracting(Heard::aggregate).contains("b"));
        await().until(() -> count("attempts > 2") == 1);
        assertThat(heard).extracting(Heard::aggregate).doesNotContain("a");
    }

    @Test
    void messageThatCanNeverBeSentIsParkedAndHoldsItsAggregateAlone() {
        node.inTransaction(() -> {
            for (String aggregate : List.of("a", "b", "c", "d")) {
                if (aggregate.equals("b")) {
                    node.jdbc().sql("""
                            insert into outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body)
                            values (:shard, 'b', gen_random_uuid(), 'Ping', 'nowhere', 'x', 'x')""").param("shard", new Shards(4).of("b")).update();
                }
                node.bean(Outbox.class)
                        .append(OutgoingMessage.of(
                                aggregate, new Ping(aggregate, 1, null), io.steadfast.messaging.wire.Metadata.EMPTY));
            }
        });

        await().until(() -> count("parked_at is not null") == 1);
        await().untilAsserted(() -> assertThat(heard)
                .extracting(Heard::aggregate)
                .contains("a", "c", "d")
                .doesNotContain("b"));
        assertThat(count("aggregate_id = 'b'")).isEqualTo(2);
        assertThat(node.outboxRows()).isEqualTo(2);
    }

    @Test
    void twoInstancesShareTheShardsAndKeepTheOrderOfEachAggregate() {
        try (Node other = start(database)) {
            await().until(() -> holders() == 2);
            List<UUID> sent = new ArrayList<>();
            for (int number = 0; number < 50; number++) {
                for (int aggregate = 0; aggregate < 10; aggregate++) {
                    Node from = aggregate % 2 == 0 ? node : other;
                    sent.add(from.send("agg-" + aggregate, new Ping("agg-" + aggregate, number, null)));
                }
            }
            await().until(() -> node.outboxRows() == 0);
            await().until(() -> distinct().size() == sent.size());
        }
        assertOrderKept();
    }

    @Test
    void twoRelaysForOneShardPublishEachMessageOnce() throws Exception {
        String aggregate = aggregateOfShard(0);
        node.close();
        try (var idle = Node.on(database).start();
                var database1 = relayDatabase();
                var database2 = relayDatabase()) {
            for (int number = 0; number < 200; number++) {
                idle.send(aggregate, new Ping(aggregate, number, null));
            }
            var first = drain(database1);
            var second = drain(database2);
            Thread rival = new Thread(() -> drainAll(first));
            rival.start();
            drainAll(second);
            rival.join();
            drainAll(second);
            assertThat(idle.outboxRows()).isZero();
            await().until(() -> heard.size() >= 200);
            assertThat(heard).hasSize(200);
            assertOrderKept();
        } finally {
            node = start(database);
        }
    }

    @Test
    void relayWhoseSessionIsLostInMidDrainOvertakesNobody() {
        for (int round = 0; round < 10; round++) {
            for (int number = 0; number < 30; number++) {
                node.send("a", new Ping("a", round * 30 + number, null));
            }
            database.execute("select pg_terminate_backend(pid) from pg_stat_activity "
                    + "where application_name = 'steadfast-relay' and datname = current_database()");
        }

        await().until(() -> node.outboxRows() == 0);
        await().until(() -> distinct().size() == 300);
        assertOrderKept();
    }

    @Test
    void messagesWaitWhileTheBrokerIsAwayAndNoAttemptIsCounted() throws Exception {
        TestServers.broker().stop();
        node.send("a", new Ping("a", 1, null));
        await().during(ofSeconds(2)).until(() -> count("attempts = 0") == 1);

        TestServers.broker().start();

        await().until(() -> node.outboxRows() == 0);
        broker = new Broker();
        await().until(() -> !broker.drain(TestMessages.QUEUE).isEmpty());
    }

    @Test
    void topologyIsThereAgainAfterTheBrokerForgotEverything() throws Exception {
        TestServers.broker().reset();

        node.send("a", new Ping("a", 1, null));

        await().until(() -> node.outboxRows() == 0);
        broker = new Broker();
        await().until(() -> !broker.drain(TestMessages.QUEUE).isEmpty());
    }

    /** Repeats are allowed, overtaking is not: the first time each is heard must be in order. */
    private void assertOrderKept() {
        Map<String, List<Integer>> numbers = distinct().stream()
                .collect(Collectors.groupingBy(
                        Heard::aggregate, Collectors.mapping(Heard::number, Collectors.toList())));
        assertThat(numbers.values()).allSatisfy(list -> assertThat(list).isSorted());
    }

    private List<Heard> distinct() {
        return heard.stream().distinct().toList();
    }

    private long count(String condition) {
        return node.jdbc()
                .sql("select count(*) from outbox where " + condition)
                .query(Long.class)
                .single();
    }

    private String backlog(String column) {
        return String.join(
                ",",
                node.jdbc()
                        .sql("select coalesce(" + column + "::text, '') from outbox_backlog")
                        .query(String.class)
                        .list());
    }

    private int holders() {
        return node.jdbc()
                .sql("select count(distinct locked_by) from shedlock "
                        + "where name like 'outbox-shard-%' and lock_until > timezone('utc', clock_timestamp())")
                .query(Integer.class)
                .single();
    }

    private static String aggregateOfShard(int shard) {
        return java.util.stream.Stream.iterate(0, i -> i + 1)
                .map(i -> "agg" + i)
                .filter(name -> new Shards(4).of(name) == shard)
                .findFirst()
                .orElseThrow();
    }

    private RelayDatabase relayDatabase() {
        var details = new org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "orders_service";
            }

            @Override
            public String getPassword() {
                return "";
            }

            @Override
            public String getJdbcUrl() {
                return database.jdbcUrl();
            }
        };
        return new RelayDatabase(details, 4, ofSeconds(30));
    }

    private static ShardDrain drain(RelayDatabase database) {
        var connections = new org.springframework.amqp.rabbit.connection.CachingConnectionFactory(
                TestServers.broker().host(), TestServers.broker().port());
        var admin = new org.springframework.amqp.rabbit.core.RabbitAdmin(connections);
        var link = new io.steadfast.messaging.rabbit.BrokerLink(connections, admin);
        var properties = new OutboxProperties(
                7,
                org.springframework.util.unit.DataSize.ofMegabytes(8),
                org.springframework.util.unit.DataSize.ofMegabytes(1),
                ofSeconds(1),
                ofSeconds(2),
                ofSeconds(10),
                ofSeconds(1),
                ofSeconds(2));
        return new ShardDrain(0, database, link, properties);
    }

    private static void drainAll(ShardDrain drain) {
        var lowWater = new LowWater(java.time.Clock.systemUTC());
        boolean more = true;
        while (more) {
            more = drain.drainBatch(lowWater, false);
        }
    }
}
