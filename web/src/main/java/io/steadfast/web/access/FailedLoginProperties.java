package io.steadfast.web.access;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How failed logins are slowed down.
 *
 * @param tries how often a user may fail to log in from one address before the next try has to wait
 * @param firstWait how long it has to wait; doubles with each further failure
 * @param longestWait the longest such wait
 */
@Validated
@ConfigurationProperties("steadfast.security.failed-login")
record FailedLoginProperties(
        @DefaultValue("5") @Min(1) int tries,
        @DefaultValue("1s") @DurationMin(millis = 1) Duration firstWait,
        @DefaultValue("1m") @DurationMin(millis = 1) Duration longestWait) {

    private static final int MAX_DOUBLINGS = 30;

    /** How long the next try has to wait after so many failures in a row. */
    Duration waitAfter(int failures) {
        if (failures < tries) {
            return Duration.ZERO;
        }
        Duration doubled = firstWait.multipliedBy(1L << Math.min(failures - tries, MAX_DOUBLINGS));
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }
}
