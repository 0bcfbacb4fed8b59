package io.steadfast.messaging.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant THEN = Instant.parse("2026-11-22T08:00:00Z");

    private final DeadLetterReader reader = new DeadLetterReader(letters -> {}, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void letterOfAListenerTellsOfItsDeath() {
        UUID id = UUID.randomUUID();
        DeadLetter letter = read(
                Map.of(
                        DeathHeaders.ID, id.toString(),
                        DeathHeaders.QUEUE, "q",
                        DeathHeaders.EXCHANGE, "e",
                        DeathHeaders.ROUTING_KEY, "k",
                        DeathHeaders.REASON, "why",
                        DeathHeaders.ERROR, "stack",
                        DeathHeaders.AT, THEN.toString(),
                        DeathHeaders.DELIVERIES, 3),
                "body");

        assertThat(letter.id()).isEqualTo(id);
        assertThat(letter.queue()).isEqualTo("q");
        assertThat(letter.exchange()).isEqualTo("e");
        assertThat(letter.routingKey()).isEqualTo("k");
        assertThat(letter.reason()).isEqualTo("why");
        assertThat(letter.error()).isEqualTo("stack");
        assertThat(letter.diedAt()).isEqualTo(THEN);
        assertThat(letter.deliveries()).isEqualTo(3);
        assertThat(letter.body()).isEqualTo("body".getBytes(UTF_8));
    }

    @Test
    void letterThatTheBrokerGaveUpOnHasTheBrokersReport() {
        Map<String, Object> death = Map.of(
                "queue",
                "q",
                "reason",
                "delivery_limit",
                "exchange",
                "e",
                "routing-keys",
                List.of("k"),
                "time",
                Date.from(THEN));
        DeadLetter letter = read(Map.of("x-death", List.of(death), "x-delivery-count", 100L), "body");

        assertThat(letter.queue()).isEqualTo("q");
        assertThat(letter.reason()).isEqualTo("delivery_limit");
        assertThat(letter.exchange()).isEqualTo("e");
        assertThat(letter.error()).isNull();
        assertThat(letter.diedAt()).isEqualTo(THEN);
        assertThat(letter.deliveries()).isEqualTo(100);
    }

    @Test
    void whateverElseIsThereIsALetterToo() {
        DeadLetter letter = reader.read(
                new Delivery(new Envelope(1, false, "", "dead-letters"), new BasicProperties(), new byte[] {0, -1}));

        assertThat(letter.queue()).isEqualTo("unknown");
        assertThat(letter.reason()).isEqualTo("unknown");
        assertThat(letter.diedAt()).isEqualTo(NOW);
        assertThat(letter.deliveries()).isOne();
    }

    @Test
    void headersThatMakeNoSenseAreTakenAsAbsent() {
        DeadLetter letter = read(
                Map.of(
                        DeathHeaders.ID,
                        "no UUID",
                        DeathHeaders.AT,
                        "yesterday",
                        DeathHeaders.DELIVERIES,
                        "many",
                        "x-death",
                        "no list"),
                "body");

        assertThat(letter.id()).isNotNull();
        assertThat(letter.diedAt()).isEqualTo(NOW);
        assertThat(letter.deliveries()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59Z"})
    void timeThatNoDatabaseKeepsIsTakenAsAbsent(String at) {
        assertThat(read(Map.of(DeathHeaders.AT, at), "body").diedAt()).isEqualTo(NOW);
    }

    @Test
    void letterWithoutAnIdHasTheSameOneWhenItComesAgain() {
        Map<String, Object> death = Map.of("queue", "q", "time", Date.from(THEN));
        Map<String, Object> headers = Map.of("x-death", List.of(death));

        assertThat(read(headers, "body").id()).isEqualTo(read(headers, "body").id());
        assertThat(read(headers, "body").id())
                .isNotEqualTo(read(headers, "other").id());
    }

    private DeadLetter read(Map<String, Object> headers, String body) {
        BasicProperties properties =
                new BasicProperties.Builder().headers(headers).build();
        return reader.read(new Delivery(new Envelope(1, false, "", "dead-letters"), properties, body.getBytes(UTF_8)));
    }
}
