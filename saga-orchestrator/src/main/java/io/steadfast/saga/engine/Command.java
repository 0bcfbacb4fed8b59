package io.steadfast.saga.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to a participant.
 *
 * @param id of the message
 * @param data one of the application's message records
 * @param causationId the message that led to it, if one did
 */
public record Command(UUID id, Object data, @Nullable UUID causationId) {}
