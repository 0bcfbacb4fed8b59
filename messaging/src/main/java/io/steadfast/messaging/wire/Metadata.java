package io.steadfast.messaging.wire;

import org.jspecify.annotations.Nullable;

/**
 * What travels with a message besides its data.
 *
 * @param correlationId follows one customer's request through every service
 * @param causationId id of the message that this one answers or follows from
 * @param sagaId the saga on whose behalf it is sent; an answer repeats it
 * @param traceparent W3C trace context
 */
public record Metadata(
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String sagaId,
        @Nullable String traceparent) {

    public static final Metadata EMPTY = new Metadata(null, null, null, null);

    public static Metadata ofCorrelation(@Nullable String correlationId, @Nullable String traceparent) {
        return new Metadata(correlationId, null, null, traceparent);
    }
}
