package io.steadfast.messaging.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.local.testing.TestServers;
import io.steadfast.local.testing.UsesBroker;
import io.steadfast.messaging.Broker.Heard;
import io.steadfast.messaging.Node;
import io.steadfast.messaging.TestMessages.Ping;
import io.steadfast.messaging.TestMessages.Unheard;
import io.steadfast.messaging.rabbit.BrokerLink;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.unit.DataSize;

/** Two relays for the same messages, or one that lost its session and does not know it: nobody overtakes. */
@UsesBroker
class RelayRivalryIT {

    @RegisterExtension
    private final RelayFixture fixture = new RelayFixture();

    @Test
    void twoInstancesShareTheShardsAndKeepTheOrderOfEachAggregate() {
        try (Node other = fixture.startNode()) {
            await().until(() -> holders() == 2);
            List<UUID> sent = new ArrayList<>();
            for (int number = 0; number < 50; number++) {
                for (int aggregate = 0; aggregate < 10; aggregate++) {
                    Node from = aggregate % 2 == 0 ? fixture.node() : other;
                    sent.add(from.send("agg-" + aggregate, new Ping("agg-" + aggregate, number, null)));
                }
            }
            fixture.awaitDrained();
            fixture.awaitHeard(sent.size());
        }
        fixture.assertOrderKept();
    }

    @Test
    void twoRelaysForOneShardPublishEachMessageOnce() throws Exception {
        String aggregate = aggregateOfShard(0);
        fixture.node().close();
        try (var idle = Node.on(fixture.database()).start();
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
            await().until(() -> fixture.heard().size() >= 200);
            assertThat(fixture.heard()).hasSize(200);
            fixture.assertOrderKept();
        }
    }

    @Test
    void shardThatAnotherRelayHasIsLeftOutAndItsMessagesAreFoundLater() throws Exception {
        String busy = aggregateOfShard(0);
        String free = aggregateOfShard(1);
        fixture.node().close();
        try (var idle = Node.on(fixture.database()).start();
                var database = relayDatabase();
                var other = fixture.database().connectAs("orders_service");
                var lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("select shard from outbox_shard where shard = 0 for no key update");
            idle.send(busy, new Ping(busy, 0, null));
            idle.send(free, new Ping(free, 0, null));
            var drain = drain(database);
            var lowWater = new LowWater(Clock.systemUTC());
            drain.drainBatch(Set.of(0, 1), lowWater, false);
            assertThat(idle.jdbc()
                            .sql("select aggregate_id from outbox")
                            .query(String.class)
                            .list())
                    .containsExactly(busy);
            other.rollback();
            drain.drainBatch(Set.of(0, 1), lowWater, false);
            assertThat(idle.outboxRows()).isZero();
        }
    }

    @Test
    void relayWhoseSessionIsLostInMidDrainOvertakesNobody() {
        for (int round = 0; round < 10; round++) {
            for (int number = 0; number < 30; number++) {
                fixture.send("a", new Ping("a", round * 30 + number, null));
            }
            fixture.database()
                    .execute("select pg_terminate_backend(pid) from pg_stat_activity "
                            + "where application_name = 'steadfast-relay' and datname = current_database()");
        }

        fixture.awaitDrained();
        fixture.awaitHeard(300);
        fixture.assertOrderKept();
    }

    @Test
    void oneWhoComesLongAfterGetsItsShareOfAnInstanceThatWasAlone() {
        await().until(() -> holders() == 0); // alone, it lets its leases end
        try (Node other = fixture.startNode()) {
            await().until(() -> holders() == 2);
            UUID id = other.send("a", new Ping("a", 1, null));
            await().untilAsserted(() ->
                    assertThat(fixture.heard()).extracting(Heard::id).contains(id));
        }
    }

    @Test
    void aRetryThatComesDueWhileNoShardIsServedIsNoReasonToLookAgainAndAgain() throws Exception {
        fixture.node().close();
        try (var idle = Node.on(fixture.database()).start();
                var database = relayDatabase()) {
            idle.send("a", new Unheard("a"));
            var asked = new AtomicInteger();
            var lane = new RelayLane(
                    0,
                    drain(database),
                    () -> asked.incrementAndGet() == 1 ? Set.of(0, 1, 2, 3) : Set.of(),
                    Clock.systemUTC());
            lane.start();
            lane.wake();
            await().until(() -> idle.jdbc()
                            .sql("select attempts from outbox")
                            .query(Integer.class)
                            .single()
                    == 1);
            await().until(() -> asked.get() == 2);
            await().during(ofSeconds(2)).until(() -> asked.get() == 2);
            lane.stop();
        }
    }

    private int holders() {
        return fixture.node()
                .jdbc()
                .sql("select count(distinct locked_by) from shedlock "
                        + "where name like 'outbox-shard-%' and lock_until > timezone('utc', clock_timestamp())")
                .query(Integer.class)
                .single();
    }

    private static String aggregateOfShard(int shard) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "agg" + i)
                .filter(name -> new Shards(4).of(name) == shard)
                .findFirst()
                .orElseThrow();
    }

    private RelayDatabase relayDatabase() {
        var details = new JdbcConnectionDetails() {
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
                return fixture.database().jdbcUrl();
            }
        };
        return new RelayDatabase(details, 4, ofSeconds(30));
    }

    private static OutboxDrain drain(RelayDatabase database) {
        var connections = new CachingConnectionFactory(
                TestServers.broker().host(), TestServers.broker().port());
        var admin = new RabbitAdmin(connections);
        var link = new BrokerLink(connections, admin);
        var properties = new OutboxProperties(
                1,
                7,
                DataSize.ofMegabytes(8),
                DataSize.ofMegabytes(1),
                ofSeconds(1),
                ofSeconds(2),
                ofSeconds(10),
                ofSeconds(1),
                ofSeconds(2));
        return new OutboxDrain(database, link, properties);
    }

    private static void drainAll(OutboxDrain drain) {
        var lowWater = new LowWater(Clock.systemUTC());
        boolean more = true;
        while (more) {
            more = drain.drainBatch(Set.of(0), lowWater, false);
        }
    }
}
