package io.steadfast.saga.engine;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a saga's journal; the time is added where it is written.
 *
 * @param step the step that the saga was in
 * @param messageId the message that came in or went out, if there was one
 * @param detail what a person wants to know besides
 */
public record JournalEntry(
        JournalEvent event, String step, @Nullable UUID messageId, Map<String, Object> detail) {}
