package io.steadfast.messaging.rabbit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the listeners.
 *
 * @param consumers threads a queue, each with a channel and a transaction of its own
 * @param prefetch deliveries that wait in memory for one consumer, at most
 * @param maxBatch messages handled in one transaction, at most
 * @param attempts how often a message alone is tried before it is dead-lettered, unless its failure is transient
 * @param initialBackoff wait after the first failure; doubles each time
 * @param maxBackoff the longest such wait
 * @param holdLimit deliveries that could not be handled for so long are given back, well inside the broker's own
 *     time-out for consumers (30 minutes on RabbitMQ)
 */
@Validated
@ConfigurationProperties("steadfast.listener")
record ListenerProperties(
        @DefaultValue("1") @Min(1) @Max(64) int consumers,
        @DefaultValue("500") @Min(1) @Max(10_000) int prefetch,
        @DefaultValue("250") @Min(1) @Max(5_000) int maxBatch,
        @DefaultValue("5") @Min(1) @Max(100) int attempts,
        @DefaultValue("100ms") @NotNull Duration initialBackoff,
        @DefaultValue("5s") @NotNull Duration maxBackoff,
        @DefaultValue("10m") @NotNull Duration holdLimit) {}
