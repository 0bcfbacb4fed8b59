package io.steadfast.order.placement;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param keyRetention how long an idempotency key is remembered
 * @param purgeInterval how often expired keys are looked for
 */
@Validated
@ConfigurationProperties("steadfast.order.placement")
record PlacementProperties(
        @DefaultValue("24h") @DurationMin(seconds = 1) Duration keyRetention,
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration purgeInterval) {}
