package io.steadfast.web.access;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.StringUtils;

/** The two users. One without a configured password gets a random one that nobody knows, so cannot log in. */
class Logins {

    private static final Logger log = LoggerFactory.getLogger(Logins.class);

    private final PasswordEncoder encoder;

    Logins(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    /** @param password the password itself or its {@link PasswordHash hash} */
    UserDetails user(String name, @Nullable String password, String... roles) {
        if (!StringUtils.hasText(password)) {
            log.info(
                    "User {} cannot log in: set STEADFAST_{}_PASSWORD to let them",
                    name,
                    name.toUpperCase(Locale.ROOT));
            password = UUID.randomUUID().toString();
        }
        return User.withUsername(name)
                .password(PasswordHash.isClaimedBy(password) ? password : encoder.encode(password))
                .roles(roles)
                .build();
    }
}
