package io.steadfast.web.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
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
    private final Set<String> users;
    private final FailedLogins failedLogins;
    private final FailedLoginLog log;

    private SlowedLogin(AuthenticationManager check, Set<String> users, FailedLogins failedLogins, FailedLoginLog log) {
        this.check = check;
        this.users = users;
        this.failedLogins = failedLogins;
        this.log = log;
    }

    /** @param users the names that somebody has, in lower case */
    static SlowedLogin before(
            AuthenticationManager check, Set<String> users, FailedLoginProperties properties, Clock clock) {
        return new SlowedLogin(check, users, new FailedLogins(properties, clock), new FailedLoginLog(clock));
    }

    @Override
    public Authentication authenticate(Authentication login) throws AuthenticationException {
        String address = login.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "an unknown address";
        var caller = Caller.of(address, login.getName(), users);
        Duration wait = failedLogins.admit(caller);
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
