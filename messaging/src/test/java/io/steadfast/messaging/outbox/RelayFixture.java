package io.steadfast.messaging.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.messaging.Broker;
import io.steadfast.messaging.Broker.Heard;
import io.steadfast.messaging.Node;
import io.steadfast.messaging.TestMessages;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A node with a relay, and someone who hears what it publishes. */
final class RelayFixture implements BeforeEachCallback, AfterEachCallback {

    private final TestDatabase database = TestServers.newDatabase();
    private Broker broker;
    private List<Heard> heard;
    private Node node;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Awaitility.setDefaultTimeout(ofSeconds(90)); // a slow machine is no failure
        broker = new Broker();
        heard = broker.listen("test", "test.ping");
        node = startNode();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        node.close();
        broker.close();
        try (Broker after = new Broker()) {
            after.purge(TestMessages.QUEUE);
        }
    }

    Node startNode() {
        return startNode("1s");
    }

    /** For who wants to know what happens before the next sweep. */
    void restartNodeThatNeverSweeps() {
        node.close();
        node = startNode("1h");
    }

    private Node startNode(String sweepInterval) {
        return Node.withBroker(database)
                .with("steadfast.outbox.initial-backoff", "200ms")
                .with("steadfast.outbox.lease-duration", "2s")
                .with("steadfast.outbox.sweep-interval", sweepInterval)
                .start();
    }

    TestDatabase database() {
        return database;
    }

    Broker broker() {
        return broker;
    }

    Node node() {
        return node;
    }

    UUID send(String aggregate, Object data) {
        return node.send(aggregate, data);
    }

    List<Heard> heard() {
        return heard;
    }

    void awaitDrained() {
        await().untilAsserted(() -> assertThat(waiting()).isEmpty());
    }

    /** Repeats count once. */
    void awaitHeard(int messages) {
        await().untilAsserted(() -> assertThat(distinct()).hasSize(messages));
    }

    /** Waits until there is a message in the queue of the topology. */
    void awaitQueued() throws Exception {
        try (Broker after = new Broker()) {
            await().until(() -> !after.drain(TestMessages.QUEUE).isEmpty());
        }
    }

    /** Repeats are allowed, overtaking is not: the first time each is heard must be in order. */
    void assertOrderKept() {
        Map<String, List<Integer>> numbers = distinct().stream()
                .collect(Collectors.groupingBy(
                        Heard::aggregate, Collectors.mapping(Heard::number, Collectors.toList())));
        assertThat(numbers.values()).allSatisfy(list -> assertThat(list).isSorted());
    }

    long count(String condition) {
        return node.jdbc()
                .sql("select count(*) from outbox where " + condition)
                .query(Long.class)
                .single();
    }

    /** What the backlog view tells an operator. */
    String lastError() {
        return node.jdbc()
                .sql("select string_agg(last_error, ',') from outbox_backlog")
                .query(String.class)
                .optional()
                .orElse("");
    }

    private List<Heard> distinct() {
        return heard.stream().distinct().toList();
    }

    /** With all that may tell why they wait. */
    private List<Map<String, Object>> waiting() {
        return node.jdbc()
                .sql(
                        "select id, shard, aggregate_id, type, attempts, next_attempt_at, last_error, parked_at from outbox")
                .query()
                .listOfRows();
    }
}
