package io.steadfast.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import io.steadfast.messaging.inbox.BatchHandler;
import io.steadfast.messaging.inbox.InboxConfiguration.InboxHandlers;
import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries what waits in the outboxes of some services to the queues that it is bound for, as relay and broker would: at
 * least once, so everything twice. What is for another service it only takes note of.
 */
final class Post {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private record Letter(String type, String exchange, String routingKey, byte[] body) {}

    private final Wire wire;
    private final List<ApplicationContext> services;
    private final List<String> carried = new ArrayList<>();

    Post(Wire wire, ApplicationContext... services) {
        this.wire = wire;
        this.services = List.of(services);
    }

    /** Carries until there is nothing left, and returns the types of what it has carried, in order. */
    List<String> carry() {
        carried.clear();
        int before;
        do {
            before = carried.size();
            services.forEach(service -> collect(service).forEach(this::deliver));
        } while (carried.size() > before);
        return List.copyOf(carried);
    }

    private static List<Letter> collect(ApplicationContext service) {
        return service.getBean(JdbcClient.class)
                .sql("""
                        with taken as (delete from outbox returning id, type, exchange, routing_key, body)
                        select type, exchange, routing_key, body from taken order by id""")
                .query((row, n) -> new Letter(
                        row.getString("type"),
                        row.getString("exchange"),
                        row.getString("routing_key"),
                        row.getBytes("body")))
                .list();
    }

    private void deliver(Letter letter) {
        carried.add(letter.type());
        isAsItsSchemaSays(letter);
        List<QueueType> bound = wire.queues().stream()
                .filter(queue -> queue.bindings()
                        .getOrDefault(letter.exchange(), List.of())
                        .contains(letter.routingKey()))
                .toList();
        assertThat(bound).as("queues of " + letter.type()).hasSize(1);
        services.forEach(service -> service.getBean(InboxHandlers.class).all().stream()
                .filter(handler -> handler.queue().equals(bound.get(0).name()))
                .forEach(handler -> deliver(letter, handler, service.getBean(TransactionOperations.class))));
    }

    private static <T> void deliver(Letter letter, BatchHandler<T> handler, TransactionOperations transactions) {
        var envelope = new Envelope(1, false, letter.exchange(), letter.routingKey());
        T message = handler.read(new Delivery(envelope, new BasicProperties(), letter.body()));
        for (int i = 0; i < 2; i++) {
            transactions.executeWithoutResult(status -> handler.handle(List.of(message)));
        }
    }

    private static void isAsItsSchemaSays(Letter letter) {
        var schema = SchemaLocation.of("classpath:io/steadfast/contracts/schemas/" + letter.type() + ".json");
        String body = new String(letter.body(), StandardCharsets.UTF_8);
        assertThat(SCHEMAS.getSchema(schema).validate(body, InputFormat.JSON))
                .as(body)
                .isEmpty();
    }
}
