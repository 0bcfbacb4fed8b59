package io.steadfast.messaging.rabbit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One death of one message.
 *
 * @param id of this death; the same when the dead letter is delivered again
 * @param queue where it died
 * @param exchange where it was published, as far as known
 * @param routingKey with which it was published, as far as known
 * @param messageId the sender's id, as it stood in the AMQP properties; may be absent or no UUID
 * @param type the sender's type, as it stood in the AMQP properties
 * @param reason one word or sentence: why it died
 * @param error the exception with the top of its stack, or null when the broker gave up by itself
 * @param diedAt when, by the clock of who gave up
 * @param deliveries how often it had been delivered, as far as known
 * @param headers all AMQP headers as text
 * @param body as it was; it may not be JSON, nor UTF-8
 */
public record DeadLetter(
        UUID id,
        String queue,
        String exchange,
        String routingKey,
        @Nullable String messageId,
        @Nullable String type,
        String reason,
        @Nullable String error,
        Instant diedAt,
        int deliveries,
        Map<String, String> headers,
        byte[] body) {}
