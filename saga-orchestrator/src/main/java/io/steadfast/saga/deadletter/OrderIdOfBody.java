package io.steadfast.saga.deadletter;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The order that a message is about, as far as that can be read: a dead letter need not be JSON at all. */
final class OrderIdOfBody {

    private static final int MAX_ID = 100;

    private final JsonMapper json;

    OrderIdOfBody(JsonMapper json) {
        this.json = json;
    }

    Optional<String> in(byte[] body) {
        try {
            JsonNode message = json.readTree(body);
            JsonNode data = message.path("data");
            return Stream.of(data.path("orderId"), data.path("id"), message.path("orderId"))
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .filter(id -> !id.isBlank() && id.length() <= MAX_ID)
                    .findFirst();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
