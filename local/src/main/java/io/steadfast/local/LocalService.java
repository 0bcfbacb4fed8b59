package io.steadfast.local;

import io.steadfast.local.process.LogTail;
import io.steadfast.local.process.StartFailure;
import io.steadfast.local.process.WatchedProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One process of the local system, which can be started, stopped, paused and shot. Its data survives all of these, and
 * it never outlives this JVM. Starting and stopping is for one caller at a time; asking is for all.
 */
public abstract class LocalService {

    /** What a service is doing. */
    public enum State {
        STOPPED,
        STARTING,
        RUNNING,
        /** It ended though nobody here asked it to. */
        DIED
    }

    private final String name;
    private final Home home;
    private volatile @Nullable WatchedProcess process;
    private volatile boolean ready;

    protected LocalService(String name, Home home) {
        this.name = name;
        this.home = home;
    }

    /** Starts the process, without waiting until it is ready. */
    protected abstract WatchedProcess launch();

    /** Whether the started process does its work. */
    protected abstract boolean answers();

    /** How long a start may take on a slow and busy machine. */
    protected abstract Duration startTimeout();

    /** The port on the loopback interface that it serves. */
    public abstract int port();

    /** The name that people use for it, such as {@code order-service} or {@code postgres}. */
    public final String name() {
        return name;
    }

    /**
     * Starts it and returns when it is ready to work; does nothing if it runs.
     *
     * @throws StartFailure if it ended or was not ready in time; it does not run then
     */
    public final void start() {
        if (isRunning()) {
            return;
        }
        if (!Ports.isFree(port())) {
            throw new StartFailure("%s cannot start: port %d is in use%s."
                    .formatted(
                            name,
                            port(),
                            PortUser.of(port()).map(" by "::concat).orElse("")));
        }
        ready = false;
        var started = launch();
        process = started;
        try {
            started.awaitReady(this::answers, startTimeout());
        } catch (StartFailure e) {
            process = null;
            throw e;
        }
        ready = true;
    }

    /** Asks it to end and returns when it has; shoots it if it takes too long. Does nothing if it does not run. */
    public void stop() {
        var running = process;
        if (running != null) {
            process = null;
            running.stop();
        }
    }

    /** {@code kill -9}: returns when the process is gone. Does nothing if it does not run. */
    public void kill() {
        var running = process;
        if (running != null) {
            process = null;
            running.kill();
        }
    }

    /** Freezes the process ({@code SIGSTOP}): its connections stay open, and nothing moves. */
    public final void pause() {
        current().signal("STOP");
    }

    /** Lets a paused process go on. */
    public final void resume() {
        current().signal("CONT");
    }

    public final State state() {
        var current = process;
        if (current == null) {
            return State.STOPPED;
        }
        if (!current.isRunning()) {
            return State.DIED;
        }
        return ready ? State.RUNNING : State.STARTING;
    }

    public final boolean isRunning() {
        var current = process;
        return current != null && current.isRunning();
    }

    /** The process id of the service itself, not of a wrapper; only while it runs. */
    public final long pid() {
        return current().pid();
    }

    public final Path log() {
        return home.log(name);
    }

    /** A phrase for people that quotes the end of its log. */
    public final String lastWords() {
        return LogTail.of(log());
    }

    protected final Home home() {
        return home;
    }

    protected final Path pidFile() {
        return home.pidFile(name);
    }

    private WatchedProcess current() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return current;
    }
}
