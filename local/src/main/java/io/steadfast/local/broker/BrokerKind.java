package io.steadfast.local.broker;

import java.util.Locale;

/** The brokers that Steadfast is run and tested on. */
public enum BrokerKind {
    RABBITMQ("RabbitMQ"),
    QPID("Apache Qpid Broker-J");

    private final String title;

    BrokerKind(String title) {
        this.title = title;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** RabbitMQ must have been installed; Qpid comes with the build. */
    public boolean isInstalled() {
        return this == QPID || RabbitMqInstallation.find().isPresent();
    }

    /** RabbitMQ where it is installed, else Qpid. */
    public static BrokerKind preferred() {
        return RABBITMQ.isInstalled() ? RABBITMQ : QPID;
    }

    /** The kind of this name, in any case. */
    public static BrokerKind of(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }
}
