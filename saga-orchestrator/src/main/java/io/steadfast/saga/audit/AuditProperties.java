package io.steadfast.saga.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audits' migration.
 *
 * @param migrate whether to migrate at all: not if the schemas live on different servers
 * @param user who owns the schema {@code audit}
 * @param password of that user
 * @param locations where the migrations are
 * @param retryInterval how soon to look again whether the other schemas are there
 */
@ConfigurationProperties("steadfast.audit")
record AuditProperties(
        @DefaultValue("true") boolean migrate,
        @DefaultValue("audit_owner") String user,
        @Nullable String password,
        @DefaultValue("classpath:db/audit") String locations,
        @DefaultValue("3s") Duration retryInterval) {

    /** Passwords do not belong in logs. */
    @Override
    public String toString() {
        return "AuditProperties[…]";
    }
}
