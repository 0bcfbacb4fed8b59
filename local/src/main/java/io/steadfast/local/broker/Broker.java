package io.steadfast.local.broker;

import io.steadfast.local.Folders;
import io.steadfast.local.Home;
import io.steadfast.local.LocalService;
import io.steadfast.local.process.WatchedProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP 0-9-1 broker on the loopback interface: user and password {@code guest}, virtual host {@code /}. Confirmed
 * persistent messages survive {@link #stop()} and {@link #kill()}.
 */
public abstract sealed class Broker implements LocalService permits RabbitMq, Qpid {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    final Home home;
    private final int port;
    private final int managementPort;
    private @Nullable WatchedProcess process;

    Broker(Home home, int port, int managementPort) {
        this.home = home;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** A broker of this kind; the management port is used by RabbitMQ only. */
    public static Broker of(BrokerKind kind, Home home, int port, int managementPort) {
        return switch (kind) {
            case RABBITMQ -> new RabbitMq(home, port, managementPort);
            case QPID -> new Qpid(home, port, managementPort);
        };
    }

    public abstract BrokerKind kind();

    abstract WatchedProcess launch();

    abstract Path data();

    @Override
    public final String name() {
        return "broker";
    }

    public final String host() {
        return "127.0.0.1";
    }

    public final int port() {
        return port;
    }

    /** The port of RabbitMQ's management API and page; nothing listens there on Qpid. */
    public final int managementPort() {
        return managementPort;
    }

    @Override
    public final void start() {
        if (isRunning()) {
            return;
        }
        var started = launch();
        process = started;
        started.awaitReady(() -> AmqpHandshake.succeeds(host(), port), START_TIMEOUT);
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop();
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Stops the broker, forgets its exchanges, queues and messages, and starts it again. */
    public final void wipe() {
        kill();
        Folders.delete(data());
        start();
    }

    @Override
    public final boolean isRunning() {
        return process != null && process.isRunning();
    }

    @Override
    public final long pid() {
        if (process == null) {
            throw new IllegalStateException("the broker does not run");
        }
        return process.pid();
    }
}
