package io.steadfast.messaging.inbox;

/** The message can never be handled, however often it is tried; it goes to the dead letters with this reason. */
public final class UnprocessableMessageException extends RuntimeException {

    public UnprocessableMessageException(String reason) {
        super(reason);
    }

    public UnprocessableMessageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
