package io.steadfast.saga.admin;

import org.jspecify.annotations.Nullable;

/**
 * What an operator wants done.
 *
 * @param action its name in the record
 * @param target the id of what it is done to
 * @param idempotencyKey the same key stands for the same request; null if the operator gave none
 */
record ActionRequest(
        String actor,
        String action,
        String target,
        String reason,
        @Nullable String idempotencyKey) {}
