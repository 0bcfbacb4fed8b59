package io.steadfast.messaging.outbox;

/** The broker could never take this message, so it is refused while its transaction can still be rolled back. */
public final class MessageTooLargeException extends RuntimeException {

    MessageTooLargeException(String what, long size, long limit) {
        super("%s has %,d bytes; at most %,d can be sent".formatted(what, size, limit));
    }
}
