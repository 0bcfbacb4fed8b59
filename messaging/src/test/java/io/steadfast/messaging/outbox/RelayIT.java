package io.steadfast.messaging.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.local.testing.TestServers;
import io.steadfast.local.testing.UsesBroker;
import io.steadfast.messaging.Broker.Heard;
import io.steadfast.messaging.TestMessages.Ping;
import io.steadfast.messaging.TestMessages.Unheard;
import io.steadfast.messaging.wire.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@UsesBroker
class RelayIT {

    @RegisterExtension
    private final RelayFixture fixture = new RelayFixture();

    @Test
    void committedMessageIsPublishedAndItsRowGoes() {
        UUID id = fixture.send("a", new Ping("a", 1, null));

        await().untilAsserted(() -> assertThat(fixture.heard()).containsExactly(new Heard(id, "a", 1)));
        fixture.awaitDrained();
    }

    @Test
    void lostWakeUpCostsOneSweepInterval() {
        fixture.send("template", new Ping("template", 0, null));
        await().until(() -> fixture.heard().size() == 1);

        fixture.database().execute("""
                insert into orders.outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body)
                values (0, 'x', gen_random_uuid(), 'Ping', 'test', 'test.ping',
                        convert_to('{"data":{"aggregate":"x","number":5}}', 'UTF8'))""");

        await().untilAsserted(() ->
                assertThat(fixture.heard()).extracting(Heard::number).contains(5));
    }

    @Test
    void messageThatIsRefusedIsTriedAgainWhenItsTimeHasComeNotWithASweep() throws Exception {
        fixture.restartNodeThatNeverSweeps();
        fixture.send("a", new Unheard("a"));
        await().until(() -> fixture.count("attempts > 2") == 1);
        List<Heard> found = fixture.broker().listen("test", "test.unheard");

        await().untilAsserted(() -> assertThat(found).hasSize(1));
        fixture.awaitDrained();
    }

    @Test
    void messageThatWasHiddenWhileMuchNewerOnesWereSentIsFoundAtItsCommit() {
        fixture.restartNodeThatNeverSweeps();
        fixture.node().inTransaction(() -> {
            append(new Ping("slow", -1, null));
            CompletableFuture.runAsync(this::sendUntilTheHintIsAhead).join();
        });

        await().untilAsserted(() ->
                assertThat(fixture.heard()).extracting(Heard::aggregate).contains("slow"));
        fixture.awaitDrained();
    }

    private void sendUntilTheHintIsAhead() {
        Instant enough = Instant.now().plus(LowWater.LAG.multipliedBy(5));
        for (int number = 0; Instant.now().isBefore(enough); number++) {
            fixture.send("quick", new Ping("quick", number, null));
        }
    }

    private void append(Ping ping) {
        fixture.node().bean(Outbox.class).append(OutgoingMessage.of(ping.aggregate(), ping, Metadata.EMPTY));
    }

    @Test
    void relayThatWasStoppedCanBeStartedAgain() {
        Relay relay = fixture.node().bean(Relay.class);
        relay.stop();
        UUID meanwhile = fixture.send("a", new Ping("a", 1, null));
        assertThat(fixture.node().outboxRows()).isEqualTo(1);

        relay.start();

        await().untilAsserted(() -> assertThat(fixture.heard()).containsExactly(new Heard(meanwhile, "a", 1)));
        UUID afterwards = fixture.send("a", new Ping("a", 2, null));
        await().untilAsserted(() -> assertThat(fixture.heard()).contains(new Heard(afterwards, "a", 2)));
    }

    @Test
    void messagePublishedBeforeACrashIsPublishedAgainWithTheSameId() {
        fixture.database().execute("""
                create function orders.crash() returns trigger language plpgsql as
                  $$ begin raise exception 'crash between publish and delete'; end $$;
                create trigger crash before delete on orders.outbox
                  for each row execute function orders.crash()""");
        UUID id = fixture.send("a", new Ping("a", 1, null));
        await().until(() -> fixture.heard().size() >= 1);
        assertThat(fixture.node().outboxRows()).isEqualTo(1);

        fixture.database().execute("drop trigger crash on orders.outbox");

        fixture.awaitDrained();
        assertThat(fixture.heard()).hasSizeGreaterThan(1).containsOnly(new Heard(id, "a", 1));
    }

    @Test
    void unroutableMessageBacksOffWithItsErrorAndIsSentOnceThereIsAQueue() throws Exception {
        fixture.send("a", new Unheard("a"));
        fixture.send("b", new Ping("b", 1, null));

        await().untilAsserted(() -> assertThat(fixture.lastError()).contains("test.unheard"));
        await().untilAsserted(() ->
                assertThat(fixture.heard()).extracting(Heard::aggregate).containsExactly("b"));
        assertThat(fixture.count("parked_at is not null")).isZero();

        List<Heard> found = fixture.broker().listen("test", "test.unheard");
        await().untilAsserted(() -> assertThat(found).hasSize(1));
        fixture.awaitDrained();
    }

    @Test
    void laterMessagesOfAnAggregateWaitForTheOneThatBacksOff() {
        fixture.send("a", new Unheard("a"));
        await().until(() -> fixture.count("attempts > 0") == 1);
        fixture.send("a", new Ping("a", 2, null));
        fixture.send("b", new Ping("b", 1, null));

        await().untilAsserted(() ->
                assertThat(fixture.heard()).extracting(Heard::aggregate).contains("b"));
        await().until(() -> fixture.count("attempts > 2") == 1);
        assertThat(fixture.heard()).extracting(Heard::aggregate).doesNotContain("a");
    }

    @Test
    void messageThatCanNeverBeSentIsParkedAndHoldsItsAggregateAlone() {
        sendAmongOthers("test", "x".repeat(300)); // longer than AMQP can write

        await().until(() -> fixture.count("parked_at is not null") == 2);
        awaitHeardAllButB();
        assertThat(fixture.count("aggregate_id = 'b'")).isEqualTo(2);
        assertThat(fixture.node().outboxRows()).isEqualTo(3);
    }

    @Test
    void messageThatClosesTheChannelBacksOffAndHoldsItsAggregateAlone() {
        sendAmongOthers("nowhere", "x");

        awaitHeardAllButB();
        await().untilAsserted(() -> assertThat(fixture.lastError()).contains("nowhere"));
        assertThat(fixture.count("parked_at is not null")).isZero();
        assertThat(fixture.count("aggregate_id = 'b'")).isEqualTo(2);
        assertThat(fixture.count("aggregate_id = 'e' and attempts > 0 and last_error like '%nowhere%'"))
                .as("backed off with the other to the same destination")
                .isOne();
    }

    @Test
    void messageWhoseExchangeIsGoneForAMomentIsNotGivenUp() throws Exception {
        fixture.broker().deleteExchange("test");
        fixture.send("a", new Ping("a", 1, null));
        fixture.awaitDrained();
        fixture.awaitQueued();
    }

    /** Messages of the aggregates b and e, and one of each of some aggregates behind them, b included. */
    private void sendAmongOthers(String exchange, String routingKey) {
        fixture.node().inTransaction(() -> {
            fixture.node()
                    .jdbc()
                    .sql("""
                    insert into outbox (shard, aggregate_id, message_id, type, exchange, routing_key, body)
                    select :shard, aggregate, gen_random_uuid(), 'Ping', :exchange, :routingKey, 'x'
                    from unnest(array['b', 'e']) as aggregate""")
                    .param("shard", new Shards(4).of("b"))
                    .param("exchange", exchange)
                    .param("routingKey", routingKey)
                    .update();
            for (String aggregate : List.of("a", "b", "c", "d")) {
                append(new Ping(aggregate, 1, null));
            }
        });
    }

    private void awaitHeardAllButB() {
        await().untilAsserted(() -> assertThat(fixture.heard())
                .extracting(Heard::aggregate)
                .contains("a", "c", "d")
                .doesNotContain("b"));
    }

    @Test
    void messagesWaitWhileTheBrokerIsAwayAndNoAttemptIsCounted() throws Exception {
        TestServers.broker().stop();
        fixture.send("a", new Ping("a", 1, null));
        await().during(ofSeconds(2)).until(() -> fixture.count("attempts = 0") == 1);

        TestServers.broker().start();

        fixture.awaitDrained();
        fixture.awaitQueued();
    }

    @Test
    void topologyIsThereAgainAfterTheBrokerForgotEverything() throws Exception {
        TestServers.broker().reset();

        fixture.send("a", new Ping("a", 1, null));

        fixture.awaitDrained();
        fixture.awaitQueued();
    }
}
