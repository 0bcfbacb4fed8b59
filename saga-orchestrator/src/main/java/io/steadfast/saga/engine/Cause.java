package io.steadfast.saga.engine;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ids around one decision, so that deciding needs no source of ids.
 *
 * @param messageId the message that came in; null if none did (a deadline, an operator)
 * @param newIds unused ids, for the commands that the decision may send
 */
public record Cause(@Nullable UUID messageId, Supplier<UUID> newIds) {}
