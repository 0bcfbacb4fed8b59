package io.steadfast.benchmarks;

/** The command line asks for something that does not exist; the message says what. */
final class UsageError extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageError(String message) {
        super(message);
    }
}
