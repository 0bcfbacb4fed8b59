package io.steadfast.messaging.inbox;

import io.steadfast.messaging.wire.StorableText;

/** The rule for the ids of orders, products and the like in messages. */
public final class AggregateId {

    private static final int MAX_LENGTH = 100;

    private AggregateId() {}

    /**
     * Returns {@code id} if it has 1 to 100 characters, is not blank, and has neither control characters nor any that
     * had to be replaced.
     *
     * @throws UnprocessableMessageException otherwise, naming {@code field}
     */
    public static String require(String field, String id) {
        if (id.isBlank() || id.codePointCount(0, id.length()) > MAX_LENGTH) {
            throw new UnprocessableMessageException(
                    "%s must have 1 to %d characters and not be blank".formatted(field, MAX_LENGTH));
        }
        if (id.codePoints().anyMatch(AggregateId::isInNoId)) {
            throw new UnprocessableMessageException(field + " has characters that no id has");
        }
        return id;
    }

    private static boolean isInNoId(int codePoint) {
        return Character.isISOControl(codePoint) || codePoint == StorableText.REPLACEMENT;
    }
}
