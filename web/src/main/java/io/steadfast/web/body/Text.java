package io.steadfast.web.body;

import java.util.Optional;

/** The rules for ids and other short texts that are stored and shown. */
final class Text {

    private Text() {}

    /** What is wrong with the text, or empty. */
    static Optional<String> complaint(String text, int maxCharacters) {
        if (text.isBlank()) {
            return Optional.of("must not be blank");
        }
        if (text.codePointCount(0, text.length()) > maxCharacters) {
            return Optional.of("must have at most %d characters".formatted(maxCharacters));
        }
        // PostgreSQL stores no NUL, UTF-8 has no lone surrogates, and no other control character belongs in an id.
        if (text.codePoints().anyMatch(Text::isUnprintable)) {
            return Optional.of("must not have control characters");
        }
        return Optional.empty();
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }
}
