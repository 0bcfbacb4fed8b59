package io.steadfast.local;

import io.steadfast.local.process.StartFailure;

/**
 * One process of the local system, which can be started, stopped and shot. Its data survives all three.
 * Not thread-safe: one caller at a time.
 */
public interface LocalService {

    /** The name that people use for it, such as {@code order-service} or {@code postgres}. */
    String name();

    /**
     * Starts it and returns when it is ready to work; does nothing if it runs.
     *
     * @throws StartFailure if it ended or was not ready in time; it does not run then
     */
    void start();

    /** Asks it to end and returns when it has; shoots it if it takes too long. Does nothing if it does not run. */
    void stop();

    /** {@code kill -9}: returns when the process is gone. Does nothing if it does not run. */
    void kill();

    boolean isRunning();

    /** The process id of the service itself, not of a wrapper; only while it runs. */
    long pid();
}
