package io.steadfast.messaging.outbox;

import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.TimeOrderedId;
import java.util.UUID;

/**
 * A message to be sent.
 *
 * @param id recognises the message on every redelivery; consumers take each id into effect once
 * @param aggregateId messages of one aggregate are published in the order in which they were appended
 * @param data a record of the service's {@code Wire}
 * @param metadata correlation, causation, saga, trace
 */
public record OutgoingMessage(UUID id, String aggregateId, Object data, Metadata metadata) {

    /** A message with a new id. */
    public static OutgoingMessage of(String aggregateId, Object data, Metadata metadata) {
        return new OutgoingMessage(TimeOrderedId.next(), aggregateId, data, metadata);
    }
}
