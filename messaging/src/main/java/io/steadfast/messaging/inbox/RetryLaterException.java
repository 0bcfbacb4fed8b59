package io.steadfast.messaging.inbox;

/** The message cannot be handled yet but will be, by this instance or a newer one: it is retried without end. */
public final class RetryLaterException extends RuntimeException {

    public RetryLaterException(String reason) {
        super(reason);
    }
}
