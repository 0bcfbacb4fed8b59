package io.steadfast.web.access;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Lets a login be checked unless its caller has just failed too often. Around the check and not at its events, so that
 * what is let through and what has failed are counted in one place; no thread waits.
 */
final class SlowedLogin implements AuthenticationManager {

    private final AuthenticationManager check;
    private final Predicate<String> users;
    private final FailedLogins failedLogins;
    private final FailedLoginLog log;

    /** @param users whether somebody has a name, in lower case */
    SlowedLogin(AuthenticationManager check, Predicate<String> users, FailedLoginProperties properties, Clock clock) {
        this.check = check;
        this.users = users;
        this.failedLogins = new FailedLogins(properties, clock);
        this.log = new FailedLoginLog(clock);
    }

    @Override
    public Authentication authenticate(Authentication login) throws AuthenticationException {
        String address = login.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "an unknown address";
        var caller = Caller.of(address, login.getName(), users);
        Duration wait = failedLogins.admit(caller, String.valueOf(login.getCredentials()));
        if (!wait.isZero()) {
            throw new TooManyFailedLoginsException(wait);
        }
        try {
            Authentication user = check.authenticate(login);
            failedLogins.succeeded(caller);
            return user;
        } catch (BadCredentialsException wrong) {
            log.failed(login.getName(), address, failedLogins.failed(caller));
            throw wrong;
        }
    }
}
