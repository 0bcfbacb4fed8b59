package io.steadfast.messaging.outbox;

import java.util.List;

/** Sends messages with the caller's transaction: if it commits they are published, if it rolls back they never were. */
public class Outbox {
    // TODO: being written; the signatures are final

    /** Appends one message. */
    public void append(OutgoingMessage message) {
        appendAll(List.of(message));
    }

    /** Appends messages in one round trip. */
    public void appendAll(List<OutgoingMessage> messages) {
        throw new UnsupportedOperationException("being written");
    }
}
