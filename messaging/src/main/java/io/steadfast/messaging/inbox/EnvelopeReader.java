package io.steadfast.messaging.inbox;

import static java.util.stream.Collectors.joining;

import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import io.steadfast.messaging.wire.Wire;
import io.steadfast.messaging.wire.WireJson;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads an envelope, tolerant of what is missing or unknown but not needed. */
final class EnvelopeReader {

    private final Wire wire;
    private final Set<Class<?>> accepts;
    private final Clock clock;

    EnvelopeReader(Wire wire, Set<Class<?>> accepts, Clock clock) {
        this.wire = wire;
        this.accepts = accepts;
        this.clock = clock;
    }

    /** @throws UnprocessableMessageException if it is no message that this queue handles */
    Received<?> read(byte[] body) {
        Envelope envelope = envelope(body);
        UUID id = require("id", envelope.id());
        MessageType type = type(require("type", envelope.type()), envelope.version());
        Object data = data(type, require("data", envelope.data()));
        Instant timestamp = Objects.requireNonNullElseGet(envelope.timestamp(), clock::instant);
        return new Received<>(id, data, timestamp, Objects.requireNonNullElse(envelope.metadata(), Metadata.EMPTY));
    }

    private static Envelope envelope(byte[] body) {
        try {
            return require("an object", WireJson.mapper().readValue(body, Envelope.class));
        } catch (JacksonException e) {
            throw new UnprocessableMessageException("not a JSON envelope: " + e.getOriginalMessage(), e);
        }
    }

    private MessageType type(String name, @Nullable String version) {
        MessageType type = wire.typeNamed(name)
                .filter(known -> accepts.contains(known.dataType()))
                .orElseThrow(() -> new UnprocessableMessageException("unknown type for this queue: " + name));
        if (version != null && !type.hasMajorVersionOf(version)) {
            throw new UnprocessableMessageException(
                    "unknown major version %s of %s; known is %s".formatted(version, name, type.version()));
        }
        return type;
    }

    private static Object data(MessageType type, JsonNode json) {
        try {
            Object data = require("data", WireJson.mapper().treeToValue(json, type.dataType()));
            RequiredComponents.check(data);
            return data;
        } catch (JacksonException e) {
            throw new UnprocessableMessageException(
                    "wrong shape of %s: %s: %s".formatted(type.name(), place(e), e.getOriginalMessage()), e);
        }
    }

    private static String place(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(joining("", "data", ""));
    }

    private static <T> T require(String what, @Nullable T value) {
        if (value == null) {
            throw new UnprocessableMessageException("the envelope lacks " + what);
        }
        return value;
    }

    private record Envelope(
            @Nullable UUID id,
            @Nullable String type,
            @Nullable String version,
            @Nullable Instant timestamp,
            @Nullable JsonNode data,
            @Nullable Metadata metadata) {}
}
