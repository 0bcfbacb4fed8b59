package io.steadfast.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.steadfast.messaging.database.Columns;
import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.Wire;
import io.steadfast.messaging.wire.WireJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends messages with the caller's transaction: if it commits they are published, at least once; if it rolls back they
 * never were.
 *
 * <p>Messages of one aggregate are published in the order in which they were appended, provided that whoever appends
 * holds a lock on the aggregate's row (or creates it in the same transaction): ids are handed out before the commit, so
 * two unrelated transactions on one aggregate may become visible in the other order.
 */
public final class Outbox {

    /** Exchange, routing key, type and correlation id are short strings of AMQP. */
    private static final int MAX_SHORT_STRING = 255;

    /** The ids, and with them the order of publication, are handed out in the order of the arrays. */
    private static final String INSERT = """
            insert into outbox (shard, aggregate_id, message_id, type, exchange, routing_key, correlation_id, headers, body)
            select shard, aggregate_id, message_id, type, exchange, routing_key, correlation_id, headers, body
            from unnest(cast(:shards as smallint[]), cast(:aggregates as text[]), cast(:ids as uuid[]),
                        cast(:types as text[]), cast(:exchanges as text[]), cast(:routingKeys as text[]),
                        cast(:correlations as text[]), cast(:headers as jsonb[]), :bodies)
                     with ordinality as message (shard, aggregate_id, message_id, type, exchange, routing_key,
                                                 correlation_id, headers, body, position)
            order by position""";

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Wire wire;
    private final Shards shards;
    private final Clock clock;
    private final long maxBodySize;
    private final RelayWaker waker;

    Outbox(DataSource dataSource, Wire wire, Shards shards, Clock clock, long maxBodySize, RelayWaker waker) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.wire = wire;
        this.shards = shards;
        this.clock = clock;
        this.maxBodySize = maxBodySize;
        this.waker = waker;
    }

    /**
     * Appends one message.
     *
     * @throws IllegalTransactionStateException outside a transaction of this service's database
     * @throws MessageTooLargeException if the broker could never take it
     * @throws IllegalArgumentException if its data is of no known message type
     */
    public void append(OutgoingMessage message) {
        appendAll(List.of(message));
    }

    /** Appends messages in one round trip; otherwise as {@link #append}. */
    public void appendAll(List<OutgoingMessage> messages) {
        requireTransaction();
        if (messages.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        insert(messages.stream().map(message -> row(message, now)).toList());
    }

    /**
     * Appends a message that is sent byte by byte as it is.
     *
     * @throws IllegalTransactionStateException outside a transaction of this service's database
     * @throws MessageTooLargeException if the broker could never take it
     */
    public void append(WrittenMessage message) {
        requireTransaction();
        insert(List.of(row(message)));
    }

    private void insert(List<Row> rows) {
        jdbc.sql(INSERT)
                .params(Columns.of(rows)
                        .with("shards", Row::shard)
                        .with("aggregates", row -> row.message.aggregateId())
                        .with("ids", row -> row.message.id())
                        .with("types", row -> row.message.type())
                        .with("exchanges", row -> row.message.exchange())
                        .with("routingKeys", row -> row.message.routingKey())
                        .with("correlations", Row::correlationId)
                        .with("headers", Row::headers)
                        .parameters())
                .param("bodies", rows.stream().map(row -> row.message.body()).toArray(byte[][]::new))
                .update();
        wakeAfterCommit(rows);
    }

    /**
     * Removes those of some aggregates' messages that are parked: they will never be sent, and hold back what was
     * appended after them. For whoever needs them no more.
     *
     * @return how many there were
     * @throws IllegalTransactionStateException outside a transaction of this service's database
     */
    public int discardParked(Collection<String> aggregateIds, Collection<UUID> messageIds) {
        requireTransaction();
        return jdbc.sql("""
                        delete from outbox
                        where aggregate_id = any (:aggregates) and message_id = any (:ids) and parked_at is not null""")
                .param("aggregates", aggregateIds.toArray(String[]::new))
                .param("ids", messageIds.toArray(UUID[]::new))
                .update();
    }

    private void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.hasResource(dataSource)) {
            throw new IllegalTransactionStateException(
                    "Outbox.append needs a transaction of this service's database: without one the message could be sent"
                            + " although its cause was rolled back");
        }
    }

    private Row row(OutgoingMessage message, Instant now) {
        MessageType type = wire.typeOf(message.data());
        String traceparent = message.metadata().traceparent();
        return row(new WrittenMessage(
                message.id(),
                message.aggregateId(),
                type.name(),
                type.exchange(),
                type.routingKey(),
                message.metadata().correlationId(),
                traceparent == null ? Map.of() : Map.of("traceparent", traceparent),
                EnvelopeWriter.write(message, type, now)));
    }

    private Row row(WrittenMessage message) {
        limit("The body of " + message.type(), message.body().length, maxBodySize);
        limit("The type", message.type().getBytes(UTF_8).length, MAX_SHORT_STRING);
        limit("The aggregate id", message.aggregateId().getBytes(UTF_8).length, MAX_SHORT_STRING);
        return new Row(
                shards.of(message.aggregateId()),
                message,
                shortString(message.correlationId()),
                headers(message.headers()));
    }

    private static void limit(String what, long size, long limit) {
        if (size > limit) {
            throw new MessageTooLargeException(what, size, limit);
        }
    }

    /** The AMQP property is a convenience and the body has the whole text, so a long one is left out, not refused. */
    private static @Nullable String shortString(@Nullable String text) {
        return text == null || text.getBytes(UTF_8).length > MAX_SHORT_STRING ? null : text;
    }

    private static String headers(Map<String, String> headers) {
        return headers.isEmpty() ? "{}" : WireJson.mapper().writeValueAsString(headers);
    }

    private void wakeAfterCommit(List<Row> rows) {
        var touched = rows.stream().map(Row::shard).collect(Collectors.toUnmodifiableSet());
        long appended = System.nanoTime();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                var hidden = Duration.ofNanos(System.nanoTime() - appended);
                touched.forEach(shard -> waker.wake(shard, hidden));
            }
        });
    }

    private record Row(
            int shard, WrittenMessage message, @Nullable String correlationId, String headers) {}
}
