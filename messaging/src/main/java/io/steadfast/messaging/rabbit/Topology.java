package io.steadfast.messaging.rabbit;

import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.QueueBuilder.Overflow;
import org.springframework.amqp.core.TopicExchange;

/**
 * Exchanges, queues and bindings, from the catalogue. Every service declares all of them on every connection, so that
 * no queue is missing because its owner is away.
 *
 * <p>RabbitMQ's own limits are a backstop for messages that end the process before it can dead-letter them. Other
 * brokers ignore the arguments.
 */
final class Topology {

    static final String DEAD_LETTERS = "dead-letters";

    /** Consumers that are lost count against innocent messages too, so far more than any crash loop of a day. */
    private static final int DELIVERY_LIMIT = 100;

    /** RabbitMQ 4 gives up after 20 deliveries unless told otherwise; a dead letter must never be given up. */
    private static final int NO_DELIVERY_LIMIT = 1_000_000_000;

    private Topology() {}

    static Declarables of(Wire wire) {
        List<Declarable> all = new ArrayList<>();
        wire.exchanges().forEach(exchange -> all.add(new TopicExchange(exchange)));
        for (QueueType queue : wire.queues()) {
            all.add(queue(queue.name()));
            queue.bindings()
                    .forEach((exchange, routingKeys) -> routingKeys.forEach(key ->
                            all.add(new Binding(queue.name(), Binding.DestinationType.QUEUE, exchange, key, null))));
        }
        return new Declarables(all);
    }

    private static Queue queue(String name) {
        QueueBuilder queue = QueueBuilder.durable(name).quorum().overflow(Overflow.rejectPublish);
        if (name.equals(DEAD_LETTERS)) {
            return queue.deliveryLimit(NO_DELIVERY_LIMIT).build();
        }
        return queue.deliveryLimit(DELIVERY_LIMIT)
                .deadLetterExchange("")
                .deadLetterRoutingKey(DEAD_LETTERS)
                .withArguments(Map.of("x-dead-letter-strategy", "at-least-once"))
                .build();
    }
}
