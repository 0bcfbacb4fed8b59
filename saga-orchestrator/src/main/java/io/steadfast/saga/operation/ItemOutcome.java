package io.steadfast.saga.operation;

import io.steadfast.messaging.wire.StorableText;

/** What came of one target; {@code text} says it to people. */
public record ItemOutcome(boolean isDone, String text) {

    private static final int MAX_TEXT = 500;

    /** A failure may quote what it failed of. */
    public ItemOutcome {
        String storable = StorableText.of(text);
        text = storable.length() <= MAX_TEXT ? storable : StorableText.of(storable.substring(0, MAX_TEXT)) + "…";
    }

    public static ItemOutcome done(String text) {
        return new ItemOutcome(true, text);
    }

    public static ItemOutcome failed(String why) {
        return new ItemOutcome(false, why);
    }
}
