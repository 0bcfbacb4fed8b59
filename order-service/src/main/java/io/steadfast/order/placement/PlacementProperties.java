package io.steadfast.order.placement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param keyRetention how long an idempotency key is remembered
 * @param purgeInterval how often expired keys are looked for
 * @param transactions transactions that place orders at the same time, at most; orders that come meanwhile share the
 *     next
 * @param maxBatch orders placed in one transaction, at most
 */
@Validated
@ConfigurationProperties("steadfast.order.placement")
record PlacementProperties(
        @DefaultValue("24h") @DurationMin(seconds = 1) Duration keyRetention,
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration purgeInterval,
        @DefaultValue("1") @Min(1) @Max(64) int transactions,
        @DefaultValue("100") @Min(1) @Max(1_000) int maxBatch) {}
