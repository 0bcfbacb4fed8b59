package io.steadfast.local.process;

/** A service could not be started; the message tells a person why, in one sentence, and where to look. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
