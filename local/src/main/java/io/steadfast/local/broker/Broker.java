package io.steadfast.local.broker;

import io.steadfast.local.Folders;
import io.steadfast.local.Home;
import io.steadfast.local.LocalService;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An AMQP 0-9-1 broker on the loopback interface: user and password {@code guest}, virtual host {@code /}. Confirmed
 * persistent messages survive {@link #stop()} and {@link #kill()}.
 */
public abstract sealed class Broker extends LocalService permits RabbitMq, Qpid {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private final int port;
    private final int managementPort;

    Broker(Home home, int port, int managementPort) {
        super("broker", home);
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

    abstract Path data();

    public final String host() {
        return "127.0.0.1";
    }

    @Override
    public final int port() {
        return port;
    }

    /** The port of RabbitMQ's management API and page; nothing listens there on Qpid. */
    public final int managementPort() {
        return managementPort;
    }

    @Override
    protected final boolean answers() {
        return AmqpHandshake.succeeds(host(), port);
    }

    @Override
    protected final Duration startTimeout() {
        return START_TIMEOUT;
    }

    /** Forgets exchanges, queues and messages and breaks all connections, by the quickest way; runs afterwards. */
    public void clear() {
        wipe();
    }

    /** Kills the broker, forgets its exchanges, queues and messages, and starts it again. */
    public final void wipe() {
        kill();
        Folders.delete(data());
        start();
    }
}
