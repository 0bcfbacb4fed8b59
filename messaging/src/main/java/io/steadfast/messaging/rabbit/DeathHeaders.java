package io.steadfast.messaging.rabbit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The AMQP headers in which a dead letter tells of its death. */
public final class DeathHeaders {

    static final String PREFIX = "steadfast-death-";
    static final String ID = PREFIX + "id";
    static final String QUEUE = PREFIX + "queue";
    static final String EXCHANGE = PREFIX + "exchange";
    static final String ROUTING_KEY = PREFIX + "routing-key";
    static final String REASON = PREFIX + "reason";
    static final String ERROR = PREFIX + "error";
    static final String AT = PREFIX + "at";
    static final String DELIVERIES = PREFIX + "deliveries";

    /** Where RabbitMQ's quorum queues count earlier deliveries of a message. */
    static final String DELIVERY_COUNT = "x-delivery-count";

    /** RabbitMQ delivers by these too: a message with them would go where it came from, and not only where it is sent. */
    static final Set<String> FURTHER_RECIPIENTS = Set.of("CC", "BCC");

    /** What RabbitMQ adds to messages that were delivered more than once, or that it gave up on. */
    private static final Pattern OF_THE_BROKER =
            Pattern.compile("x-death|x-(first|last)-death-.*|x-delivery-count|x-acquired-count");

    private DeathHeaders() {}

    /** The headers that the message itself came with: with these it can be sent again as if it had not died. */
    public static <V> Map<String, V> without(Map<String, V> headers) {
        Map<String, V> own = new TreeMap<>(headers);
        own.keySet()
                .removeIf(name -> name.startsWith(PREFIX)
                        || FURTHER_RECIPIENTS.contains(name)
                        || OF_THE_BROKER.matcher(name).matches());
        return own;
    }
}
