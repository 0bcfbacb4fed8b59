package io.steadfast.messaging.wire;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that has arrived and could be read.
 *
 * @param id the same on every redelivery and replay of this message
 * @param data one of the handler's accepted record types
 * @param timestamp when the sender wrote it, by the sender's clock
 * @param metadata never null; its parts may be
 */
public record Received<T>(UUID id, T data, Instant timestamp, Metadata metadata) {

    /** The metadata of a message that follows from this one: same correlation, saga and trace, caused by this. */
    public Metadata consequence() {
        return new Metadata(metadata.correlationId(), id.toString(), metadata.sagaId(), metadata.traceparent());
    }
}
