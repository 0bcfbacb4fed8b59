package io.steadfast.db;

import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import org.flywaydb.core.Flyway;

/** A database as the services leave it when they have started, each schema migrated by its owner, the audits last. */
final class MigratedDatabase {

    private MigratedDatabase() {}

    static TestDatabase create() {
        TestDatabase database = TestServers.newDatabase();
        for (String service : new String[] {"orders", "inventory", "sagas"}) {
            migrate(database, service, "classpath:db/shared", "classpath:db/" + service);
        }
        migrate(database, "audit", "classpath:db/audit");
        return database;
    }

    private static void migrate(TestDatabase database, String schema, String... locations) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), schema + "_owner", "")
                .defaultSchema(schema)
                .createSchemas(false)
                .locations(locations)
                .load()
                .migrate();
    }
}
