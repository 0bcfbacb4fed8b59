package io.steadfast.messaging.rabbit;

/** The deliveries at hand cannot be settled now and go back to the broker unacknowledged. */
final class GiveBackException extends RuntimeException {

    GiveBackException(String reason, Throwable cause) {
        super(reason, cause);
    }

    GiveBackException(String reason) {
        super(reason);
    }
}
