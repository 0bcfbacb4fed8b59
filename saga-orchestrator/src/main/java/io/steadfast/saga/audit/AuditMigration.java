package io.steadfast.saga.audit;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Migrates the schema {@code audit}, whose views read the tables of all services: as soon as those are there, since
 * nobody says who starts first.
 */
final class AuditMigration {

    private static final Logger log = LoggerFactory.getLogger(AuditMigration.class);

    private final JdbcClient jdbc;
    private final Flyway flyway;
    private @Nullable String lastComplaint;

    AuditMigration(JdbcClient jdbc, DataSourceProperties database, AuditProperties properties) {
        this.jdbc = jdbc;
        this.flyway = Flyway.configure()
                .dataSource(database.determineUrl(), properties.user(), properties.password())
                .schemas("audit")
                .createSchemas(false)
                .locations(properties.locations())
                .load();
    }

    /** Whether it is done. */
    boolean attempt() {
        try {
            if (!allSchemasAreThere()) {
                return false;
            }
            int applied = flyway.migrate().migrationsExecuted;
            log.info("Audits are up to date ({} migrations applied)", applied);
            return true;
        } catch (RuntimeException e) {
            tell(e);
            return false;
        }
    }

    private boolean allSchemasAreThere() {
        return jdbc.sql("""
                        select count(distinct schemaname) = 3
                        from pg_catalog.pg_tables
                        where schemaname in ('orders', 'inventory', 'sagas') and tablename = 'flyway_schema_history'""").query(Boolean.class).single();
    }

    /** The same complaint every few seconds would tell nothing new. */
    private void tell(RuntimeException failure) {
        String complaint = failure.toString();
        if (!complaint.equals(lastComplaint)) {
            log.warn("The audits cannot be migrated yet: {}", complaint);
        }
        lastComplaint = complaint;
    }
}
