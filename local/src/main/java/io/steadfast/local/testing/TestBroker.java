package io.steadfast.local.testing;

import io.steadfast.local.broker.Broker;
import io.steadfast.local.broker.BrokerKind;

/** The broker of this test JVM: user and password {@code guest}, virtual host {@code /}. */
public final class TestBroker {

    private final Broker broker;

    TestBroker(Broker broker) {
        this.broker = broker;
    }

    public BrokerKind kind() {
        return broker.kind();
    }

    public String host() {
        return broker.host();
    }

    /** Stays the same over restarts. */
    public int port() {
        return broker.port();
    }

    /** The port of RabbitMQ's management API, which answers only where {@link #kind()} is RabbitMQ. */
    public int managementPort() {
        return broker.managementPort();
    }

    /** Forgets all exchanges, queues and messages and breaks all connections; runs afterwards. */
    public void reset() {
        broker.clear();
    }

    /** Loses its disk: kills the broker, deletes its data and starts it empty. */
    public void wipe() {
        broker.wipe();
    }

    /** Ends the broker in an orderly way; confirmed messages are there after {@link #start()}. */
    public void stop() {
        broker.stop();
    }

    /** Returns when connections are accepted; does nothing if it runs. */
    public void start() {
        broker.start();
    }

    /** {@code kill -9}. */
    public void kill() {
        broker.kill();
    }

    public boolean isRunning() {
        return broker.isRunning();
    }

    /** The broker's own process id, for signals. */
    public long pid() {
        return broker.pid();
    }
}
