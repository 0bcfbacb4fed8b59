package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.BlockedCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.UnblockedCallback;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionListener;
import org.springframework.core.NestedExceptionUtils;

/**
 * One AMQP connection that is made again when it was lost. The topology is declared on each new connection, before
 * anyone uses it.
 */
public final class BrokerLink {

    private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);

    private final ConnectionFactory connections;
    private final AmqpAdmin admin;
    private final List<Runnable> onReady = new CopyOnWriteArrayList<>();
    private volatile boolean blocked;
    private volatile boolean lost;

    public BrokerLink(ConnectionFactory connections, AmqpAdmin admin) {
        this.connections = connections;
        this.admin = admin;
        connections.addConnectionListener(new ConnectionListener() {
            @Override
            public void onCreate(@Nullable Connection connection) {
                if (connection != null) {
                    watchBlocking(connection.getDelegate());
                }
            }
        });
    }

    /** Calls {@code action} whenever the broker takes messages again after it did not. */
    public void onReady(Runnable action) {
        onReady.add(action);
    }

    /** Connects if there is no connection, and tells whether messages can be published now. */
    public boolean connect() {
        try {
            connections.createConnection();
        } catch (AmqpException e) {
            if (!lost) {
                log.warn("The broker is away, messages wait in the outbox: {}", cause(e));
            }
            lost = true;
            return false;
        }
        if (lost) {
            lost = false;
            log.info("The broker is back");
            onReady.forEach(Runnable::run);
        }
        return !blocked;
    }

    /** False while the broker is known to be away or takes no messages (a memory or disk alarm). */
    public boolean isReady() {
        return !blocked && !lost;
    }

    /** True while the broker is there but takes no messages. */
    boolean isBlocked() {
        return blocked;
    }

    Channel openChannel() throws IOException {
        Channel channel = connections.createConnection().getDelegate().createChannel();
        if (channel == null) {
            throw new IOException("The connection has no channel left");
        }
        return channel;
    }

    /** Declares exchanges, queues and bindings again, for example after a message found no queue. */
    public void declareTopology() {
        try {
            admin.initialize();
        } catch (AmqpConnectException e) {
            log.debug("No topology without a broker, which whoever needs it will say", e);
        } catch (AmqpException e) {
            log.warn("The topology could not be declared: {}", cause(e));
        }
    }

    /** Gives the connection up, as one that does not answer; the next use makes a new one. */
    void reset() {
        connections.resetConnection();
    }

    private void watchBlocking(com.rabbitmq.client.Connection connection) {
        blocked = false;
        BlockedCallback onBlocked = reason -> {
            blocked = true;
            log.warn("The broker takes no messages ({}), they wait in the outbox", reason);
        };
        UnblockedCallback onUnblocked = () -> {
            blocked = false;
            log.info("The broker takes messages again");
            onReady.forEach(Runnable::run);
        };
        connection.addBlockedListener(onBlocked, onUnblocked);
    }

    /** Spring wraps what the broker said in exceptions that do not say it. */
    private static String cause(AmqpException e) {
        return NestedExceptionUtils.getMostSpecificCause(e).toString();
    }
}
