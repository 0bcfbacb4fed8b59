package io.steadfast.saga.sweep;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the sweep over overdue sagas.
 *
 * @param interval how often deadlines are looked at
 * @param gap after so long without a sweep nothing that is overdue counts as silent; at least twice the interval, or
 *     every sweep would come after a gap and nothing were ever sent again
 * @param stall an outbox whose oldest row is older than this does not move, and silence does not count
 * @param batchSize sagas looked at in one transaction, at most
 * @param maxBatches batches of one sweep, at most
 * @param maxResends commands sent again in one sweep, about at most
 */
@Validated
@ConfigurationProperties("steadfast.sweep")
record SweepProperties(
        @DefaultValue("2s") @DurationMin(millis = 10) Duration interval,
        @DefaultValue("5s") Duration gap,
        @DefaultValue("5s") Duration stall,
        @DefaultValue("200") @Min(1) @Max(5_000) int batchSize,
        @DefaultValue("25") @Min(1) int maxBatches,
        @DefaultValue("500") @Min(1) int maxResends) {

    @AssertTrue(message = "must be at least twice steadfast.sweep.interval")
    boolean isGapLongEnough() {
        return gap.compareTo(interval.multipliedBy(2)) >= 0;
    }
}
