package io.steadfast.messaging.inbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.local.testing.UsesBroker;
import io.steadfast.messaging.Broker;
import io.steadfast.messaging.Node;
import io.steadfast.messaging.TestMessages;
import io.steadfast.messaging.TestMessages.Ping;
import io.steadfast.messaging.rabbit.DeadLetter;
import io.steadfast.messaging.wire.Received;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;

@UsesBroker
class ListenerIT {

    private final TestDatabase database = TestServers.newDatabase();
    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    private final Map<Integer, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private volatile Consumer<Ping> behaviour = ping -> {};
    private Broker broker;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        Awaitility.setDefaultTimeout(ofSeconds(90)); // a slow machine is no failure
        node = startNode("10m");
        database.execute("create table orders.effect (number int); grant all on orders.effect to orders_service");
        broker = new Broker();
        AmqpAdmin admin = node.bean(AmqpAdmin.class);
        await().ignoreExceptions().until(() -> admin.getQueueInfo(TestMessages.DEAD_LETTERS) != null);
    }

    private Node startNode(String holdLimit) {
        return Node.withBroker(database)
                .with("steadfast.listener.initial-backoff", "20ms")
                .with("steadfast.listener.max-backoff", "500ms")
                .with("steadfast.listener.attempts", "3")
                .with("steadfast.listener.hold-limit", holdLimit)
                .handler(new Effects())
                .deadLetters(deadLetters::addAll)
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
        broker.purge(TestMessages.QUEUE, TestMessages.DEAD_LETTERS);
        broker.close();
    }

    @Test
    void redeliveredMessageTakesEffectOnce() throws Exception {
        UUID id = UUID.randomUUID();
        broker.put(TestMessages.QUEUE, Broker.ping(id, "a", 1));
        broker.put(TestMessages.QUEUE, Broker.ping(id, "a", 1));
        await().until(() -> effects().contains(1));
        broker.put(TestMessages.QUEUE, Broker.ping(id, "a", 1));
        broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", 2));

        await().until(() -> effects().contains(2));
        assertThat(effects()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void whatCanNeverBeReadIsDeadLetteredAndTheQueueGoesOn() throws Exception {
        UUID id = UUID.randomUUID();
        List<String> poison = List.of(
                "{ not json",
                "[]",
                "{\"type\":\"Ping\",\"data\":{\"aggregate\":\"a\",\"number\":1}}",
                "{\"id\":\"%s\",\"type\":\"Nobody\",\"data\":{}}".formatted(id),
                "{\"id\":\"%s\",\"type\":\"Unheard\",\"data\":{\"aggregate\":\"a\"}}".formatted(id),
                "{\"id\":\"%s\",\"type\":\"Ping\",\"version\":\"2.0\",\"data\":{\"aggregate\":\"a\",\"number\":1}}"
                        .formatted(id),
                "{\"id\":\"%s\",\"type\":\"Ping\",\"data\":{\"number\":1}}".formatted(id),
                "{\"id\":\"%s\",\"type\":\"Ping\",\"data\":{\"aggregate\":\"a\",\"number\":\"1\"}}".formatted(id),
                "{\"id\":\"%s\",\"type\":\"Ping\",\"timestamp\":9223372036854775807,\"data\":{\"aggregate\":\"a\",\"number\":1}}"
                        .formatted(id));
        for (int i = 0; i < poison.size(); i++) {
            broker.put(TestMessages.QUEUE, poison.get(i));
            broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", 100 + i));
        }

        await().until(() -> effects().size() == poison.size());
        await().untilAsserted(() -> assertThat(deadLetters).hasSize(poison.size()));
        assertThat(deadLetters).allSatisfy(letter -> {
            assertThat(letter.queue()).isEqualTo(TestMessages.QUEUE);
            assertThat(letter.reason()).isNotBlank();
            assertThat(letter.error()).containsAnyOf("UnprocessableMessageException", "DateTimeException");
            assertThat(poison).contains(new String(letter.body(), java.nio.charset.StandardCharsets.UTF_8));
        });
    }

    @Test
    void poisonMessageTakesNobodyWithIt() throws Exception {
        behaviour = ping -> {
            if (ping.number() == 13) {
                throw new IllegalStateException("thirteen");
            }
        };
        for (int number = 0; number < 50; number++) {
            broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", number));
        }

        await().until(() -> effects().size() == 49);
        await().untilAsserted(() -> assertThat(deadLetters).hasSize(1));
        assertThat(deadLetters.get(0).error()).contains("thirteen");
        assertThat(attempts.get(13).get()).isGreaterThanOrEqualTo(3);
        assertThat(effects()).doesNotContain(13).doesNotHaveDuplicates();
    }

    @Test
    void anErrorIsAFailureLikeAnyOtherAndEndsNoConsumer() throws Exception {
        behaviour = ping -> {
            if (ping.number() == 13) {
                throw new NoClassDefFoundError("thirteen");
            } else if (ping.number() == 14 && attempts.get(14).get() < 6) {
                throw new OutOfMemoryError("passes");
            }
        };
        for (int number = 10; number < 20; number++) {
            broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", number));
        }

        await().until(() -> effects().size() == 9);
        await().untilAsserted(() -> assertThat(deadLetters).hasSize(1));
        assertThat(deadLetters.get(0).error()).contains("thirteen");
        assertThat(effects()).contains(14).doesNotHaveDuplicates();
    }

    @Test
    void deadLetterGoesNowhereElseWhateverItsSenderWrote() throws Exception {
        var properties = new BasicProperties.Builder()
                .headers(Map.of("CC", List.of(TestMessages.QUEUE)))
                .userId("guest")
                .build();
        broker.put(TestMessages.QUEUE, properties, "poison");
        broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", 1));
        await().until(() -> effects().contains(1) && !deadLetters.isEmpty());
        broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", 2));
        broker.put(TestMessages.DEAD_LETTERS, "last");

        await().until(() -> effects().contains(2)
                && deadLetters.stream().anyMatch(letter -> letter.queue().equals("unknown")));
        assertThat(deadLetters).hasSize(2);
        assertThat(deadLetters.get(0).headers()).doesNotContainKey("CC");
    }

    @Test
    void transientFailureIsTriedUntilItPasses() throws Exception {
        behaviour = ping -> {
            if (attempts.get(ping.number()).get() < 8) {
                throw new RetryLaterException("not yet");
            }
        };
        broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", 1));

        await().until(() -> effects().contains(1));
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void messageThatFailsAsTransientWithoutEndHoldsNobodyUp() throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        behaviour = ping -> {
            if (ping.number() == 13 && !ready.get()) {
                throw new RetryLaterException("not yet");
            }
        };
        for (int number = 10; number < 30; number++) {
            broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", number));
        }
        await().until(() -> effects().size() == 19);
        for (int number = 30; number < 60; number++) {
            broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", number));
        }

        await().until(() -> effects().size() == 49);
        assertThat(effects()).doesNotContain(13);
        ready.set(true);
        await().until(() -> effects().contains(13));
        assertThat(effects()).doesNotHaveDuplicates();
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void whatIsSettledStaysSettledWhenItsNeighbourIsGivenBack() throws Exception {
        node.close();
        node = startNode("1s");
        behaviour = ping -> {
            if (ping.number() == 13) {
                throw new RetryLaterException("not yet");
            } else if (ping.number() == 14) {
                throw new IllegalStateException("fourteen");
            }
        };
        for (int number = 10; number < 20; number++) {
            broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", number));
        }
        broker.put(TestMessages.QUEUE, "poison");

        await().until(() ->
                deadLetters.size() >= 2 && attempts.get(13).get() > 40); // held and given back, several times
        assertThat(effects()).hasSize(8).doesNotHaveDuplicates();
        assertThat(deadLetters)
                .extracting(DeadLetter::reason)
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).contains("fourteen"),
                        reason -> assertThat(reason).contains("not a JSON envelope"));
        behaviour = ping -> {};
        await().until(() -> effects().size() == 9);
        assertThat(deadLetters).hasSize(2);
    }

    @Test
    void transientFailuresDoNotCountAgainstAMessageThatFailsOtherwiseAfterwards() throws Exception {
        behaviour = ping -> {
            int attempt = attempts.get(ping.number()).get();
            if (attempt < 5) {
                throw new RetryLaterException("not yet");
            } else if (attempt == 5) {
                throw new IllegalStateException("once");
            }
        };
        broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", 1));

        await().until(() -> effects().contains(1));
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() throws Exception {
        TestServers.postgres().kill();
        for (int number = 0; number < 20; number++) {
            broker.put(TestMessages.QUEUE, Broker.ping(UUID.randomUUID(), "a", number));
        }
        TestServers.postgres().start();

        await().ignoreExceptions().until(() -> effects().size() == 20);
        assertThat(effects()).doesNotHaveDuplicates();
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void deadLetterThatSomebodyElsePutThereIsKeptToo() throws Exception {
        broker.put(TestMessages.DEAD_LETTERS, "anything");

        await().until(() -> deadLetters.size() == 1);
        assertThat(deadLetters.get(0).queue()).isEqualTo("unknown");
    }

    private List<Integer> effects() {
        return node.jdbc().sql("select number from effect").query(Integer.class).list();
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
