package io.steadfast.web.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Passwords, or their hashes as {@code {bcrypt}…}.
 *
 * @param operatorPassword of the user {@code operator}; empty for nobody
 * @param viewerPassword of the user {@code viewer}; empty for nobody
 */
@ConfigurationProperties("steadfast.security")
record LoginProperties(
        @Nullable String operatorPassword, @Nullable String viewerPassword) {

    /** Passwords do not belong in logs. */
    @Override
    public String toString() {
        return "LoginProperties[…]";
    }
}
