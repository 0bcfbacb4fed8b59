package io.steadfast.messaging.outbox;

import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.WireJson;
import java.time.Instant;
import java.util.UUID;

/** Writes the envelope that every message travels in. */
final class EnvelopeWriter {

    private EnvelopeWriter() {}

    static byte[] write(OutgoingMessage message, MessageType type, Instant timestamp) {
        return WireJson.mapper()
                .writeValueAsBytes(new Envelope(
                        message.id(), type.name(), type.version(), timestamp, message.data(), message.metadata()));
    }

    private record Envelope(UUID id, String type, String version, Instant timestamp, Object data, Metadata metadata) {}
}
