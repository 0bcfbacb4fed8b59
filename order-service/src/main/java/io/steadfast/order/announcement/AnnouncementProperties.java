package io.steadfast.order.announcement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param after a pending order that has heard nothing for so long announces itself again; doubled each time
 * @param atMost the longest time between two announcements
 * @param sweepInterval how often pending orders are looked at
 * @param batch how many orders announce themselves in one transaction
 */
@Validated
@ConfigurationProperties("steadfast.order.announcement")
record AnnouncementProperties(
        @DefaultValue("30s") @DurationMin(millis = 100) Duration after,
        @DefaultValue("10m") @DurationMin(millis = 100) Duration atMost,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration sweepInterval,
        @DefaultValue("200") @Min(1) @Max(10_000) int batch) {}
