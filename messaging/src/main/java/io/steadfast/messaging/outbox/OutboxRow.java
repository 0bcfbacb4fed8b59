package io.steadfast.messaging.outbox;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.steadfast.messaging.rabbit.OutboundMessage;
import io.steadfast.messaging.wire.WireJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** One committed message, final since it was written. */
record OutboxRow(
        long id,
        String aggregateId,
        UUID messageId,
        String type,
        String exchange,
        String routingKey,
        @Nullable String correlationId,
        String headers,
        byte[] body,
        Instant createdAt,
        int attempts) {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    static OutboxRow read(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("id"),
                row.getString("aggregate_id"),
                row.getObject("message_id", UUID.class),
                row.getString("type"),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getString("correlation_id"),
                row.getString("headers"),
                row.getBytes("body"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("attempts"));
    }

    OutboundMessage toPublish() {
        BasicProperties properties = new BasicProperties.Builder()
                .messageId(messageId.toString())
                .type(type)
                .contentType("application/json")
                .deliveryMode(2)
                .timestamp(Date.from(createdAt))
                .correlationId(correlationId)
                .headers(headerMap())
                .build();
        return new OutboundMessage(exchange, routingKey, properties, body);
    }

    private Map<String, Object> headerMap() {
        return headers.equals("{}") ? Map.of() : new HashMap<>(WireJson.mapper().readValue(headers, HEADERS));
    }
}
