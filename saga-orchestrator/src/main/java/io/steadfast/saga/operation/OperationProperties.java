package io.steadfast.saga.operation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of bulk operations.
 *
 * @param interval how often operations are looked for that are to be carried on
 * @param ratePerSecond targets of one operation dealt with in a second, at most, where the request does not say
 * @param batchSize targets dealt with in one transaction, at most
 * @param retention how long a finished operation can be looked at
 */
@Validated
@ConfigurationProperties("steadfast.operations")
record OperationProperties(
        @DefaultValue("1s") @DurationMin(millis = 10) Duration interval,

        @DefaultValue("50") @Min(1) @Max(BulkRequest.MAX_RATE)
        int ratePerSecond,

        @DefaultValue("100") @Min(1) @Max(1_000) int batchSize,
        @DefaultValue("30d") @DurationMin(days = 1) Duration retention) {}
