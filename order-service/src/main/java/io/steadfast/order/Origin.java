package io.steadfast.order;

import io.steadfast.messaging.wire.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * The request that an order came with.
 *
 * @param correlationId follows the order through every service
 * @param traceparent W3C trace context
 */
public record Origin(
        @Nullable String correlationId, @Nullable String traceparent) {

    /** For messages that follow from the request itself. */
    public Metadata metadata() {
        return Metadata.ofCorrelation(correlationId, traceparent);
    }

    /** Fills in what an answer to somebody else's message lacks. */
    public Metadata complete(Metadata answer) {
        return answer.correlationId() != null
                ? answer
                : new Metadata(correlationId, answer.causationId(), answer.sagaId(), answer.traceparent());
    }
}
