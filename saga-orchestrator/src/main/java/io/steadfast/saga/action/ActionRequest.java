package io.steadfast.saga.action;

import org.jspecify.annotations.Nullable;

/**
 * What an operator wants done.
 *
 * @param action its name in the record
 * @param target the id of what it is done to, or what tells it apart otherwise
 * @param reason of at most {@link #MAX_REASON} characters
 * @param idempotencyKey the same key stands for the same request; null if the operator gave none
 */
public record ActionRequest(
        String actor,
        String action,
        String target,
        String reason,
        @Nullable String idempotencyKey) {

    public static final int MAX_REASON = 500;
}
