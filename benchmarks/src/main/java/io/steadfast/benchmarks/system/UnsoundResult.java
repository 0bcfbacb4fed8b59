package io.steadfast.benchmarks.system;

/** The system did wrong while it was measured, so that its speed says nothing; the message tells what. */
public final class UnsoundResult extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnsoundResult(String message) {
        super(message);
    }
}
