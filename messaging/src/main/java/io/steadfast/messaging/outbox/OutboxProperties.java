package io.steadfast.messaging.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of outbox and relay.
 *
 * @param lanes threads of the relay, among which the shards are divided; each drains all of its shards at once
 * @param batchSize rows published and deleted in one transaction, at most
 * @param batchBytes bodies of one batch in memory, about at most
 * @param maxBodySize larger messages are refused when they are appended
 * @param sweepInterval how often messages are looked for whose wake-up was lost
 * @param leaseDuration after so long without a sign of life others take this instance's shards
 * @param confirmTimeout how long the broker may take to accept, and again to confirm, a wave of messages
 * @param initialBackoff wait after the first return or nack of a message; doubles each time
 * @param maxBackoff the longest such wait
 */
@Validated
@ConfigurationProperties("steadfast.outbox")
record OutboxProperties(
        @DefaultValue("1") @Min(1) @Max(64) int lanes,
        @DefaultValue("500") @Min(1) @Max(10_000) int batchSize,
        @DefaultValue("8MB") @NotNull DataSize batchBytes,
        @DefaultValue("1MB") @NotNull DataSize maxBodySize,
        @DefaultValue("5s") @NotNull Duration sweepInterval,
        @DefaultValue("10s") @NotNull Duration leaseDuration,
        @DefaultValue("10s") @NotNull Duration confirmTimeout,
        @DefaultValue("1s") @NotNull Duration initialBackoff,
        @DefaultValue("1m") @NotNull Duration maxBackoff) {}
