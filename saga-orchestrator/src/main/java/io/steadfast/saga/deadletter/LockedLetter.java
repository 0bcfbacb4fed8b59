package io.steadfast.saga.deadletter;

import io.steadfast.messaging.outbox.WrittenMessage;
import io.steadfast.messaging.rabbit.DeathHeaders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A dead letter whose row this transaction has locked. */
record LockedLetter(
        UUID id,
        LetterStatus status,
        String queue,
        @Nullable String messageId,
        @Nullable String type,
        Map<String, String> headers,
        byte[] body,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    static final String COLUMNS = "id, status, queue, message_id, type, headers, body, decided_by, decided_at";

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    static LockedLetter read(ResultSet row, JsonMapper json) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new LockedLetter(
                row.getObject("id", UUID.class),
                LetterStatus.of(row.getString("status")),
                row.getString("queue"),
                row.getString("message_id"),
                row.getString("type"),
                json.readValue(row.getString("headers"), HEADERS),
                row.getBytes("body"),
                row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    /** Why nothing more can be decided about it, if so. */
    Optional<String> alreadyDecided() {
        return switch (status) {
            case OPEN -> Optional.empty();
            case REPLAYED ->
                Optional.of("it was replayed by %s at %s; if it dies again, that is another letter"
                        .formatted(decidedBy, decidedAt));
            case DISCARDED -> Optional.of("it was discarded by %s at %s".formatted(decidedBy, decidedAt));
        };
    }

    /**
     * The message to the queue in which it died: its body byte by byte, its message id and the names of its headers, whose
     * values are text now. All else is as for any message of ours, such as the content type JSON. It has an aggregate of
     * its own: nothing that is sent about the same order may have to wait for it.
     */
    WrittenMessage toReplay(JsonMapper json) {
        LetterContent content = LetterContent.of(body, json);
        return new WrittenMessage(
                idToReplay(),
                id.toString(),
                Objects.requireNonNullElse(type, "unknown"),
                "",
                queue,
                content.correlationId(),
                DeathHeaders.without(headers),
                body);
    }

    /** The message's own. Where it has none, or one that is no UUID, the letter's, so that the next death is known by it. */
    private UUID idToReplay() {
        try {
            UUID own = messageId == null ? id : UUID.fromString(messageId);
            return own.toString().equalsIgnoreCase(messageId) ? own : id;
        } catch (IllegalArgumentException notOurs) {
            return id;
        }
    }
}
