package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import io.steadfast.messaging.wire.TimeOrderedId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message that cannot be handled to the queue of dead letters, as it was, with the reason in its headers.
 * Returns only when the broker has confirmed it, so that it may then be acknowledged where it came from.
 */
final class DeadLetterPublisher {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterPublisher.class);
    private static final int MAX_REASON = 500;
    private static final int MAX_ERROR = 4_000;

    private final ConfirmingPublisher publisher;
    private final BrokerLink link;
    private final Clock clock;

    DeadLetterPublisher(BrokerLink link, Duration timeout, Clock clock) {
        this.publisher = new ConfirmingPublisher(link, timeout);
        this.link = link;
        this.clock = clock;
    }

    /** @throws GiveBackException if the broker did not take it */
    void publish(String queue, Delivery delivery, Throwable cause) {
        log.warn("{}: a message goes to the dead letters: {}", queue, cause.toString());
        BasicProperties properties = delivery.getProperties()
                .builder()
                .headers(headers(queue, delivery, cause))
                .deliveryMode(2)
                .expiration(null)
                .userId(null) // the broker would compare it with our login and close the channel
                .build();
        var letter = new OutboundMessage("", Topology.DEAD_LETTERS, properties, delivery.getBody());
        Outcome outcome = publisher.publish(List.of(letter)).get(0);
        if (!(outcome instanceof Outcome.Confirmed)) {
            link.declareTopology();
            throw new GiveBackException("The dead letter was not taken: " + outcome);
        }
    }

    void close() {
        publisher.close();
    }

    private Map<String, Object> headers(String queue, Delivery delivery, Throwable cause) {
        Map<String, Object> headers = new HashMap<>();
        if (delivery.getProperties().getHeaders() != null) {
            headers.putAll(delivery.getProperties().getHeaders());
        }
        headers.keySet().removeIf(name -> name.startsWith(DeathHeaders.PREFIX));
        headers.keySet().removeAll(DeathHeaders.FURTHER_RECIPIENTS);
        int earlier = headers.get(DeathHeaders.DELIVERY_COUNT) instanceof Number count ? count.intValue() : 0;
        headers.put(DeathHeaders.ID, TimeOrderedId.next().toString());
        headers.put(DeathHeaders.QUEUE, queue);
        headers.put(DeathHeaders.EXCHANGE, delivery.getEnvelope().getExchange());
        headers.put(DeathHeaders.ROUTING_KEY, delivery.getEnvelope().getRoutingKey());
        headers.put(DeathHeaders.REASON, truncate(String.valueOf(cause.getMessage()), MAX_REASON));
        headers.put(DeathHeaders.ERROR, truncate(stackTop(cause), MAX_ERROR));
        headers.put(DeathHeaders.AT, clock.instant().toString());
        headers.put(DeathHeaders.DELIVERIES, earlier + 1);
        return headers;
    }

    private static String stackTop(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String truncate(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
