package io.steadfast.saga.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import io.steadfast.saga.testing.RunningOrchestrator;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;

@RunningOrchestrator
@DirtiesContext
class AuditMigrationIT {

    @Autowired
    TestDatabase testDatabase;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSourceProperties database;

    @Test
    void theAuditsThemselvesFindNothingInAFreshSystem() {
        TestDatabase fresh = TestServers.newDatabase();
        for (String schema : new String[] {"orders", "inventory", "sagas"}) {
            Flyway.configure()
                    .dataSource(fresh.jdbcUrl(), schema + "_owner", "")
                    .defaultSchema(schema)
                    .createSchemas(false)
                    .locations("classpath:db/shared", "classpath:db/" + schema)
                    .load()
                    .migrate();
        }
        var itsDatabase = new DataSourceProperties();
        itsDatabase.setUrl(fresh.jdbcUrl());
        var itsJdbc = JdbcClient.create(new DriverManagerDataSource(fresh.jdbcUrl(), "sagas_service", ""));
        var properties = new AuditProperties(true, "audit_owner", null, "classpath:db/audit", Duration.ofSeconds(1));

        assertThat(new AuditMigration(itsJdbc, itsDatabase, properties).attempt())
                .isTrue();
        var reader = JdbcClient.create(new DriverManagerDataSource(fresh.jdbcUrl(), "saga_reader", ""));
        assertThat(reader.sql("select rule, subject, detail from audit.violations")
                        .query()
                        .listOfRows())
                .isEmpty();
    }

    @Test
    void waitsUntilTheOtherSchemasAreThereAndThenMigratesOnce() {
        var properties =
                new AuditProperties(true, "audit_owner", null, "classpath:db/audit-test", Duration.ofSeconds(1));
        var migration = new AuditMigration(jdbc, database, properties);
        testDatabase.execute("drop table if exists orders.flyway_schema_history");
        assertThat(migration.attempt()).isFalse();

        testDatabase.execute("create table if not exists orders.flyway_schema_history (); "
                + "create table if not exists inventory.flyway_schema_history ()");
        assertThat(migration.attempt()).isTrue();
        assertThat(migration.attempt()).isTrue();
        testDatabase.execute("select * from audit.audit_test");
    }

    @Test
    void aFailureIsTriedAgain() {
        var nobody = new AuditProperties(
                true, "nobody_of_that_name", null, "classpath:db/audit-test", Duration.ofSeconds(1));
        testDatabase.execute("create table if not exists orders.flyway_schema_history (); "
                + "create table if not exists inventory.flyway_schema_history ()");
        assertThat(new AuditMigration(jdbc, database, nobody).attempt()).isFalse();
    }
}
