package io.steadfast.order.web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param atMost how many requests may wait for their orders; further ones are answered at once
 * @param pollInterval how often the database is asked about the orders waited for, in case another instance ends them
 */
@Validated
@ConfigurationProperties("steadfast.order.waiting")
record WaitingProperties(
        @DefaultValue("1000") @Min(0) int atMost,
        @DefaultValue("500ms") @DurationMin(millis = 10) Duration pollInterval) {}
