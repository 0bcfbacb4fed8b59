package io.steadfast.messaging.rabbit;

import io.steadfast.messaging.RetryWindow;
import io.steadfast.messaging.inbox.BatchHandler;
import io.steadfast.messaging.inbox.InboxConfiguration.InboxHandlers;
import io.steadfast.messaging.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.ConnectionFactoryCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Connections, topology and listeners. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListenerProperties.class)
public class RabbitConfiguration {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    Declarables topology(Wire wire) {
        return Topology.of(wire);
    }

    /** Bounds what would wait ten minutes for a broker that does not answer, or for ever for one that does not read. */
    @Bean
    ConnectionFactoryCustomizer boundedWaits() {
        return factory -> {
            factory.setChannelRpcTimeout((int) ANSWER_TIMEOUT.toMillis());
            factory.netty().enqueuingTimeout(ANSWER_TIMEOUT);
        };
    }

    /** Publishing has a connection of its own: a broker that is short of memory blocks publishers, not consumers. */
    @Bean
    public BrokerLink publishingLink(CachingConnectionFactory connections, AmqpAdmin admin) {
        return new BrokerLink(Objects.requireNonNull(connections.getPublisherConnectionFactory()), admin);
    }

    @Bean
    BrokerLink consumingLink(CachingConnectionFactory connections, AmqpAdmin admin) {
        return new BrokerLink(connections, admin);
    }

    @Bean
    Listeners listeners(
            BrokerLink consumingLink,
            BrokerLink publishingLink,
            InboxHandlers handlers,
            ObjectProvider<DeadLetterHandler> deadLetterHandlers,
            PlatformTransactionManager transactions,
            ListenerProperties properties,
            Clock clock) {
        List<BatchHandler<?>> all = new ArrayList<>(handlers.all());
        deadLetterHandlers.forEach(handler -> all.add(new DeadLetterReader(handler, clock)));
        return new Listeners(
                consumingLink, publishingLink, all, new TransactionTemplate(transactions), properties, clock);
    }

    @Bean
    RetryWindow heldDeliveries(ListenerProperties properties) {
        return new RetryWindow("steadfast.listener.hold-limit", properties.holdLimit());
    }
}
