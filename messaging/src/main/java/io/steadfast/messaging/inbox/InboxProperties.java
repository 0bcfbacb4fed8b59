package io.steadfast.messaging.inbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the inbox.
 *
 * @param retention how long a message's id is remembered; longer than any repetition may be late
 * @param purgeInterval how often older ids are removed
 * @param purgeBatch ids removed in one transaction, at most
 */
@Validated
@ConfigurationProperties("steadfast.inbox")
record InboxProperties(
        @DefaultValue("7d") @NotNull Duration retention,
        @DefaultValue("10m") @NotNull Duration purgeInterval,
        @DefaultValue("5000") @Min(1) @Max(100_000) int purgeBatch) {}
