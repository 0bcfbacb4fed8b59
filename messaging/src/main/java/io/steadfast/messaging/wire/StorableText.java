package io.steadfast.messaging.wire;

import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Text as the database can keep it: PostgreSQL stores no NUL, and UTF-8 has no half of a surrogate pair. */
public final class StorableText {

    /** Stands for each character that could not be stored: Unicode's replacement character. */
    public static final char REPLACEMENT = '\uFFFD';

    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    private StorableText() {}

    /** The text with {@link #REPLACEMENT} for each character that cannot be stored. */
    public static String of(String text) {
        return UNSTORABLE.matcher(text).replaceAll(String.valueOf(REPLACEMENT));
    }

    static final class Deserializer extends StringDeserializer {

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return of(super.deserialize(parser, context));
        }
    }
}
