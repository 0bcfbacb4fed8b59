package io.steadfast.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.steadfast.local.testing.TestServers;
import io.steadfast.local.testing.UsesBroker;
import io.steadfast.messaging.Broker;
import io.steadfast.messaging.TestMessages;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@UsesBroker
class ListenerIT {

    @RegisterExtension
    private final ListenerFixture listener = new ListenerFixture();

    @Test
    void redeliveredMessageTakesEffectOnce() throws Exception {
        UUID id = UUID.randomUUID();
        listener.broker().put(TestMessages.QUEUE, Broker.ping(id, "a", 1));
        listener.broker().put(TestMessages.QUEUE, Broker.ping(id, "a", 1));
        await().until(() -> listener.effects().contains(1));
        listener.broker().put(TestMessages.QUEUE, Broker.ping(id, "a", 1));
        listener.put(2);

        await().until(() -> listener.effects().contains(2));
        assertThat(listener.effects()).containsExactlyInAnyOrder(1, 2);
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
            listener.broker().put(TestMessages.QUEUE, poison.get(i));
            listener.put(100 + i);
        }

        await().until(() -> listener.effects().size() == poison.size());
        await().untilAsserted(() -> assertThat(listener.deadLetters()).hasSize(poison.size()));
        assertThat(listener.deadLetters()).allSatisfy(letter -> {
            assertThat(letter.queue()).isEqualTo(TestMessages.QUEUE);
            assertThat(letter.reason()).isNotBlank();
            assertThat(letter.error()).containsAnyOf("UnprocessableMessageException", "DateTimeException");
            assertThat(poison).contains(new String(letter.body(), UTF_8));
        });
    }

    @Test
    void poisonMessageTakesNobodyWithIt() throws Exception {
        listener.behave(ping -> {
            if (ping.number() == 13) {
                throw new IllegalStateException("thirteen");
            }
        });
        for (int number = 0; number < 50; number++) {
            listener.put(number);
        }

        await().until(() -> listener.effects().size() == 49);
        await().untilAsserted(() -> assertThat(listener.deadLetters()).hasSize(1));
        assertThat(listener.deadLetters().get(0).error()).contains("thirteen");
        assertThat(listener.attempts(13)).isGreaterThanOrEqualTo(3);
        assertThat(listener.effects()).doesNotContain(13).doesNotHaveDuplicates();
    }

    @Test
    void anErrorIsAFailureLikeAnyOtherAndEndsNoConsumer() throws Exception {
        listener.behave(ping -> {
            if (ping.number() == 13) {
                throw new NoClassDefFoundError("thirteen");
            } else if (ping.number() == 14 && listener.attempts(14) < 6) {
                throw new OutOfMemoryError("passes");
            }
        });
        for (int number = 10; number < 20; number++) {
            listener.put(number);
        }

        await().until(() -> listener.effects().size() == 9);
        await().untilAsserted(() -> assertThat(listener.deadLetters()).hasSize(1));
        assertThat(listener.deadLetters().get(0).error()).contains("thirteen");
        assertThat(listener.effects()).contains(14).doesNotHaveDuplicates();
    }

    @Test
    void deadLetterGoesNowhereElseWhateverItsSenderWrote() throws Exception {
        var properties = new BasicProperties.Builder()
                .headers(Map.of("CC", List.of(TestMessages.QUEUE)))
                .userId("guest")
                .build();
        listener.broker().put(TestMessages.QUEUE, properties, "poison");
        listener.put(1);
        await().until(() ->
                listener.effects().contains(1) && !listener.deadLetters().isEmpty());
        listener.put(2);
        listener.broker().put(TestMessages.DEAD_LETTERS, "last");

        await().until(() -> listener.effects().contains(2)
                && listener.deadLetters().stream()
                        .anyMatch(letter -> letter.queue().equals("unknown")));
        assertThat(listener.deadLetters()).hasSize(2);
        assertThat(listener.deadLetters().get(0).headers()).doesNotContainKey("CC");
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() throws Exception {
        TestServers.postgres().kill();
        for (int number = 0; number < 20; number++) {
            listener.put(number);
        }
        TestServers.postgres().start();

        await().ignoreExceptions().until(() -> listener.effects().size() == 20);
        assertThat(listener.effects()).doesNotHaveDuplicates();
        assertThat(listener.deadLetters()).isEmpty();
    }

    @Test
    void deadLetterThatSomebodyElsePutThereIsKeptToo() throws Exception {
        listener.broker().put(TestMessages.DEAD_LETTERS, "anything");

        await().until(() -> listener.deadLetters().size() == 1);
        assertThat(listener.deadLetters().get(0).queue()).isEqualTo("unknown");
    }
}
