package io.steadfast.messaging.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import io.steadfast.messaging.inbox.BatchHandler;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads dead letters: those that a listener sent, with its own headers, those that RabbitMQ gave up on, with
 * {@code x-death}, and whatever else someone put into the queue.
 */
final class DeadLetterReader implements BatchHandler<DeadLetter> {

    private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

    private final DeadLetterHandler handler;
    private final Clock clock;

    DeadLetterReader(DeadLetterHandler handler, Clock clock) {
        this.handler = handler;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return Topology.DEAD_LETTERS;
    }

    @Override
    public void handle(List<DeadLetter> letters) {
        handler.keep(letters);
    }

    @Override
    public DeadLetter read(Delivery delivery) {
        BasicProperties properties = delivery.getProperties();
        Map<String, String> headers = texts(properties.getHeaders());
        Map<String, String> brokers = brokersReport(properties.getHeaders());
        String queue = first(headers.get(DeathHeaders.QUEUE), brokers.get("queue"), "unknown");
        String at = first(headers.get(DeathHeaders.AT), brokers.get("time"), "");
        return new DeadLetter(
                id(headers.get(DeathHeaders.ID), queue + at, delivery.getBody()),
                queue,
                first(headers.get(DeathHeaders.EXCHANGE), brokers.get("exchange"), ""),
                first(headers.get(DeathHeaders.ROUTING_KEY), brokers.get("routing-keys"), ""),
                properties.getMessageId(),
                properties.getType(),
                first(headers.get(DeathHeaders.REASON), brokers.get("reason"), "unknown"),
                headers.get(DeathHeaders.ERROR),
                instant(at),
                deliveries(headers),
                headers,
                delivery.getBody());
    }

    /** A letter without an id of its own gets one from what it is, so that it is the same when it comes again. */
    private static UUID id(@Nullable String given, String death, byte[] body) {
        try {
            if (given != null) {
                return UUID.fromString(given);
            }
        } catch (IllegalArgumentException e) {
            // someone else's header: treated as absent
        }
        var identity = new ByteArrayOutputStream();
        identity.writeBytes(death.getBytes(UTF_8));
        identity.writeBytes(body);
        return UUID.nameUUIDFromBytes(identity.toByteArray());
    }

    /** A time that the database refuses would bring the letter back without end. */
    private Instant instant(String text) {
        try {
            Instant at = Instant.parse(text);
            return at.isAfter(Instant.EPOCH) && at.isBefore(FAR_FUTURE) ? at : clock.instant();
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    private static int deliveries(Map<String, String> headers) {
        String counted = first(headers.get(DeathHeaders.DELIVERIES), headers.get(DeathHeaders.DELIVERY_COUNT), "1");
        return counted.matches("\\d{1,9}") ? Integer.parseInt(counted) : 1;
    }

    private static Map<String, String> brokersReport(@Nullable Map<String, Object> headers) {
        if (headers != null
                && headers.get("x-death") instanceof List<?> deaths
                && !deaths.isEmpty()
                && deaths.get(0) instanceof Map<?, ?> latest) {
            return texts(latest);
        }
        return Map.of();
    }

    private static Map<String, String> texts(@Nullable Map<?, ?> values) {
        Map<String, String> texts = new TreeMap<>();
        if (values != null) {
            values.forEach((name, value) -> texts.put(String.valueOf(name), text(value)));
        }
        return texts;
    }

    private static String text(@Nullable Object value) {
        return value instanceof java.util.Date date ? date.toInstant().toString() : String.valueOf(value);
    }

    private static String first(@Nullable String one, @Nullable String other, String otherwise) {
        return one != null ? one : other != null ? other : otherwise;
    }
}
