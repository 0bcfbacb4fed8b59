package io.steadfast.messaging.outbox;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that has been written before, by this service or another, and is sent as it is.
 *
 * @param id goes into its properties; should be the one that its body has, if it has one
 * @param aggregateId messages of one aggregate are published in order, so one that cannot be sent holds up the later ones
 * @param exchange to which it is published; empty for the queue that the routing key names
 * @param headers as text
 */
public record WrittenMessage(
        UUID id,
        String aggregateId,
        String type,
        String exchange,
        String routingKey,
        @Nullable String correlationId,
        Map<String, String> headers,
        byte[] body) {}
