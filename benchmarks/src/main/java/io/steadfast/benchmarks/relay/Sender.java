package io.steadfast.benchmarks.relay;

import io.steadfast.local.stack.Stack;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A service that has nothing but an outbox, in the schema of orders, whose own service does not run. */
final class Sender implements AutoCloseable {

    static final String QUEUE = "benchmark";

    private static final String TEXT = "x".repeat(300);

    private final ConfigurableApplicationContext context;
    private final TransactionTemplate transactions;
    private final Outbox outbox;
    private final JdbcClient jdbc;

    private Sender(ConfigurableApplicationContext context) {
        this.context = context;
        this.transactions = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        this.outbox = context.getBean(Outbox.class);
        this.jdbc = context.getBean(JdbcClient.class);
        context.getBean(AmqpAdmin.class).initialize(); // the queue is there before the first event
    }

    /** What is sent; about 500 bytes in its envelope. */
    record Happened(String subject, String text) {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Wire wire() {
            return new Wire(
                    List.of(new MessageType("Happened", "1.0", "benchmark", "happened", Happened.class)),
                    List.of(
                            new QueueType(QUEUE, Map.of("benchmark", List.of("happened"))),
                            new QueueType("dead-letters", Map.of())));
        }
    }

    static Sender on(Stack stack) {
        return new Sender(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(Map.of(
                        "spring.config.location", "classpath:steadfast-messaging.yaml",
                        "spring.application.name", "benchmark",
                        "spring.datasource.url", stack.jdbcUrl(),
                        "spring.datasource.username", "orders_service",
                        "spring.flyway.enabled", "false",
                        "STEADFAST_AMQP_HOST", stack.broker().host(),
                        "STEADFAST_AMQP_PORT", stack.broker().port()))
                .run());
    }

    /** Commits an event. */
    UUID send() {
        var message = message();
        transactions.executeWithoutResult(status -> outbox.append(message));
        return message.id();
    }

    /** Commits a row of some business and an event. */
    void writeAndSend() {
        var message = message();
        transactions.executeWithoutResult(status -> {
            jdbc.sql("insert into business (id, text) values (:id, :text)")
                    .param("id", message.id())
                    .param("text", TEXT)
                    .update();
            outbox.append(message);
        });
    }

    /** Commits so many events at once. */
    void send(int events) {
        transactions.executeWithoutResult(status -> outbox.appendAll(
                IntStream.range(0, events).mapToObj(n -> message()).toList()));
    }

    private static OutgoingMessage message() {
        var subject = UUID.randomUUID().toString();
        return OutgoingMessage.of(subject, new Happened(subject, TEXT), Metadata.EMPTY);
    }

    /** Holds back all that is sent until {@link #resume}. */
    void pause() {
        relay().stop();
    }

    void resume() {
        relay().start();
    }

    private SmartLifecycle relay() {
        return context.getBean("outboxRelay", SmartLifecycle.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
