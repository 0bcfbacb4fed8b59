package io.steadfast.saga.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * A body as people can read it best.
 *
 * @param is what {@code content} is: {@code json}, {@code text}, or {@code base64} of what is neither
 */
record ReadableBody(String is, JsonNode content) {

    static ReadableBody of(byte[] body, JsonMapper json) {
        return asJson(body, json)
                .map(content -> new ReadableBody("json", content))
                .or(() -> asText(body).map(text -> new ReadableBody("text", StringNode.valueOf(text))))
                .orElseGet(() -> new ReadableBody(
                        "base64", StringNode.valueOf(Base64.getEncoder().encodeToString(body))));
    }

    /** Numbers keep all their digits. */
    private static Optional<JsonNode> asJson(byte[] body, JsonMapper json) {
        try {
            JsonNode content = json.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(body);
            return content.isMissingNode() ? Optional.empty() : Optional.of(content);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<String> asText(byte[] body) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
