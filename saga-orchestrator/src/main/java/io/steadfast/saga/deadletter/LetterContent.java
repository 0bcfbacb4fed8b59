package io.steadfast.saga.deadletter;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a dead letter says of itself, as far as that can be read: it need not be JSON at all.
 *
 * @param messageId the id by which its consumer would have known it
 * @param orderId the order that it is about
 */
record LetterContent(
        @Nullable String messageId,
        @Nullable String type,
        @Nullable String orderId,
        @Nullable String correlationId) {

    private static final int MAX_TEXT = 100;
    private static final LetterContent UNREADABLE = new LetterContent(null, null, null, null);

    static LetterContent of(byte[] body, JsonMapper json) {
        try {
            JsonNode message = json.readTree(body);
            JsonNode data = message.path("data");
            return new LetterContent(
                    text(message.path("id")),
                    text(message.path("type")),
                    text(data.path("orderId"), data.path("id"), message.path("orderId")),
                    text(message.path("metadata").path("correlationId")));
        } catch (JacksonException notJson) {
            return UNREADABLE;
        }
    }

    private static @Nullable String text(JsonNode... places) {
        Optional<String> first = Stream.of(places)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> !text.isBlank() && text.length() <= MAX_TEXT)
                .findFirst();
        return first.orElse(null);
    }
}
