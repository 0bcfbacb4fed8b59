package io.steadfast.saga.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One dead letter without what is in it.
 *
 * @param reason why it died
 * @param deliveries how often it was delivered before this death
 * @param deaths how often a message of this id has died, this time included
 * @param decision why the operator decided so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterOverview(
        UUID id,
        String status,
        String queue,
        String exchange,
        String routingKey,
        @Nullable String messageId,
        @Nullable String type,
        @Nullable String orderId,
        String reason,
        Instant diedAt,
        int deliveries,
        int deaths,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decision) {

    /** Strangers may give all their messages one id, and a page counts for each of its rows. */
    private static final int COUNTED_DEATHS = 1_000;

    static final String COLUMNS = """
            id, status, queue, exchange, routing_key, message_id, type, order_id, reason, died_at, deliveries, decided_at,
            decided_by, decision,
            greatest(1, (
                select count(*)
                from (select from dead_letter same where same.message_id = letter.message_id limit %d) counted)) as deaths""".formatted(COUNTED_DEATHS);

    static DeadLetterOverview read(ResultSet row) throws SQLException {
        OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new DeadLetterOverview(
                row.getObject("id", UUID.class),
                row.getString("status"),
                row.getString("queue"),
                row.getString("exchange"),
                row.getString("routing_key"),
                row.getString("message_id"),
                row.getString("type"),
                row.getString("order_id"),
                row.getString("reason"),
                row.getObject("died_at", OffsetDateTime.class).toInstant(),
                row.getInt("deliveries"),
                row.getInt("deaths"),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString("decided_by"),
                row.getString("decision"));
    }
}
