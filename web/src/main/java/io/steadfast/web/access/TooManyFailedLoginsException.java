package io.steadfast.web.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** The login was not looked at: the caller has failed too often and must wait. */
final class TooManyFailedLoginsException extends AuthenticationException {

    private final Duration wait;

    TooManyFailedLoginsException(Duration wait) {
        super("Too many failed logins");
        this.wait = wait;
    }

    /** In whole seconds, rounded up. */
    long retryAfterSeconds() {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
