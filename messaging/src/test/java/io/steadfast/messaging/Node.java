package io.steadfast.messaging;

import io.steadfast.local.testing.TestBroker;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.messaging.inbox.MessageHandler;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.rabbit.DeadLetterHandler;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One instance of a service that has nothing but messaging. Several may share a database. */
public final class Node implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static Builder on(TestDatabase database) {
        return new Builder(database);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public void inTransaction(Runnable work) {
        new TransactionTemplate(bean(PlatformTransactionManager.class)).executeWithoutResult(status -> work.run());
    }

    /** Appends one message in a transaction of its own and returns its id. */
    public UUID send(String aggregate, Object data) {
        OutgoingMessage message = OutgoingMessage.of(aggregate, data, Metadata.EMPTY);
        inTransaction(() -> bean(Outbox.class).append(message));
        return message.id();
    }

    public long outboxRows() {
        return jdbc().sql("select count(*) from outbox").query(Long.class).single();
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Wire wire() {
            return TestMessages.wire();
        }
    }

    public static final class Builder {

        private final List<String> properties = new ArrayList<>();
        private final List<org.springframework.context.ApplicationContextInitializer<GenericApplicationContext>> beans =
                new ArrayList<>();

        private Builder(TestDatabase database) {
            with("spring.datasource.url", database.jdbcUrl());
            with("spring.datasource.username", "orders_service");
            with("spring.datasource.hikari.connection-timeout", "2000");
            with("spring.flyway.user", "orders_owner");
            with("spring.flyway.url", database.jdbcUrl());
            with("spring.flyway.schemas", "orders");
            with("spring.flyway.create-schemas", "false");
            with("spring.flyway.locations", "classpath:db/shared");
            with("spring.rabbitmq.port", "1");
        }

        public Builder with(String property, String value) {
            properties.add(property + "=" + value);
            return this;
        }

        public Builder broker(TestBroker broker) {
            with("spring.rabbitmq.host", broker.host());
            return with("spring.rabbitmq.port", Integer.toString(broker.port()));
        }

        public Builder handler(MessageHandler handler) {
            beans.add(context -> context.registerBean(MessageHandler.class, () -> handler));
            return this;
        }

        public Builder deadLetters(DeadLetterHandler handler) {
            beans.add(context -> context.registerBean(DeadLetterHandler.class, () -> handler));
            return this;
        }

        public Node start() {
            SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                    .registerShutdownHook(false)
                    .properties(properties.toArray(String[]::new));
            beans.forEach(initializer ->
                    application.initializers(context -> initializer.initialize((GenericApplicationContext) context)));
            return new Node(application.run());
        }
    }

    /** A node with the test JVM's broker, its queues empty. */
    public static Builder withBroker(TestDatabase database) {
        return on(database).broker(TestServers.broker());
    }
}
