package io.steadfast.saga.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the retention. What is removed is gone for good, so a number without a unit, which would be milliseconds,
 * is refused.
 *
 * @param finishedSagas how long a saga and its journal are kept after its end
 * @param earlyCancellations how long a cancellation waits for what it cancels
 * @param purgeInterval how often what is older is removed
 * @param purgeBatch sagas, or cancellations, removed in one transaction, at most
 * @param maxBatches batches of each in one purge, at most
 */
@Validated
@ConfigurationProperties("steadfast.retention")
record RetentionProperties(
        @DefaultValue("90d") @DurationMin(days = 1) Duration finishedSagas,
        @DefaultValue("90d") @DurationMin(days = 1) Duration earlyCancellations,
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration purgeInterval,
        @DefaultValue("500") @Min(1) @Max(5_000) int purgeBatch,
        @DefaultValue("500") @Min(1) int maxBatches) {}
