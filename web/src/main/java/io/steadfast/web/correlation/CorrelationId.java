package io.steadfast.web.correlation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The {@code X-Correlation-Id} of a request: any printable text of 1 to 128 characters. Every request has one by the
 * time that it reaches a controller, which takes it as {@code @RequestAttribute(CorrelationId.ATTRIBUTE) String}.
 */
public final class CorrelationId {

    public static final String HEADER = "X-Correlation-Id";

    /** Name of the request attribute, a {@code String}. */
    public static final String ATTRIBUTE = "io.steadfast.correlationId";

    /** Name of the id in the logging context. */
    public static final String MDC_KEY = "correlationId";

    private static final int MAX_CHARACTERS = 128;

    private CorrelationId() {}

    /** The id in the header's value, a new one if there is no header, empty if the value is not acceptable. */
    public static Optional<String> of(@Nullable String headerValue) {
        if (headerValue == null) {
            return Optional.of(UUID.randomUUID().toString());
        }
        return decode(headerValue)
                .filter(id -> !id.isBlank())
                .filter(id -> id.codePointCount(0, id.length()) <= MAX_CHARACTERS)
                .filter(id -> id.codePoints().allMatch(CorrelationId::isPrintable));
    }

    /** How the id is written into a header: the container sends each char as one byte. */
    public static String toHeaderValue(String id) {
        return new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> decode(String headerValue) {
        byte[] bytes = headerValue.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
