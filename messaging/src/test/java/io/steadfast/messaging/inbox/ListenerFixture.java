package io.steadfast.messaging.inbox;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.messaging.Broker;
import io.steadfast.messaging.Node;
import io.steadfast.messaging.TestMessages;
import io.steadfast.messaging.TestMessages.Ping;
import io.steadfast.messaging.rabbit.DeadLetter;
import io.steadfast.messaging.wire.Received;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.amqp.core.AmqpAdmin;

/** A node that writes a row for each Ping and then does what the test wants, and its dead letters. */
final class ListenerFixture implements BeforeEachCallback, AfterEachCallback {

    private final TestDatabase database = TestServers.newDatabase();
    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    private final Map<Integer, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private volatile Consumer<Ping> behaviour = ping -> {};
    private Broker broker;
    private Node node;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Awaitility.setDefaultTimeout(ofSeconds(90)); // a slow machine is no failure
        node = start("10m");
        database.execute("create table orders.effect (number int); grant all on orders.effect to orders_service");
        broker = new Broker();
        AmqpAdmin admin = node.bean(AmqpAdmin.class);
        await().ignoreExceptions().until(() -> admin.getQueueInfo(TestMessages.DEAD_LETTERS) != null);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        node.close();
        broker.purge(TestMessages.QUEUE, TestMessages.DEAD_LETTERS);
        broker.close();
    }

    private Node start(String holdLimit) {
        return Node.withBroker(database)
                .with("steadfast.listener.initial-backoff", "20ms")
                .with("steadfast.listener.max-backoff", "500ms")
                .with("steadfast.listener.attempts", "3")
                .with("steadfast.listener.hold-limit", holdLimit)
                .handler(new Effects())
                .deadLetters(deadLetters::addAll)
                .start();
    }

    void restart(String holdLimit) {
        node.close();
        node = start(holdLimit);
    }

    void behave(Consumer<Ping> wanted) {
        behaviour = wanted;
    }

    Broker broker() {
        return broker;
    }

    /** Puts a new Ping of this number into the node's queue. */
    void put(int number) throws IOException {
        broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", number));
    }

    /** How often the Ping of this number was handled, in vain or not. */
    int attempts(int number) {
        return attempts.getOrDefault(number, new AtomicInteger()).get();
    }

    /** The numbers whose effects were committed. */
    List<Integer> effects() {
        return node.jdbc().sql("select number from effect").query(Integer.class).list();
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    private final class Effects implements MessageHandler {

        @Override
        public String queue() {
            return TestMessages.QUEUE;
        }

        @Override
        public Set<Class<?>> accepts() {
            return Set.of(Ping.class);
        }

        @Override
        public void handle(List<Received<?>> messages) {
            for (Received<?> message : messages) {
                Ping ping = (Ping) message.data();
                attempts.computeIfAbsent(ping.number(), n -> new AtomicInteger())
                        .incrementAndGet();
                node.jdbc()
                        .sql("insert into effect values (:number)")
                        .param("number", ping.number())
                        .update();
                behaviour.accept(ping);
            }
        }
    }
}
