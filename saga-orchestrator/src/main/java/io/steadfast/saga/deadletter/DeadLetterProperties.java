package io.steadfast.saga.deadletter;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of dead letters.
 *
 * @param retention how long a letter is kept after it was replayed or discarded; an open one is kept for ever
 */
@Validated
@ConfigurationProperties("steadfast.dead-letters")
record DeadLetterProperties(
        @DefaultValue("90d") @DurationMin(days = 1) Duration retention) {}
