package io.steadfast.local.testing;

import io.steadfast.local.Folders;
import io.steadfast.local.Home;
import io.steadfast.local.Ports;
import io.steadfast.local.broker.Broker;
import io.steadfast.local.broker.BrokerKind;
import io.steadfast.local.postgres.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL server and one broker per test JVM, on free ports, started on first use. They are as durable as the
 * real ones; their data lives in a temporary folder that goes with the JVM.
 */
public final class TestServers {

    /** The system property that names the kind of broker: {@code qpid} (the default) or {@code rabbitmq}. */
    public static final String BROKER_PROPERTY = "steadfast.test.broker";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable Home home;
    private static @Nullable Postgres postgres;
    private static @Nullable Broker broker;

    private TestServers() {}

    /** A database of its own for this caller. */
    public static synchronized TestDatabase newDatabase() {
        var server = postgres();
        var database = new TestDatabase(server, "test_" + DATABASES.incrementAndGet());
        new TestDatabase(server, "postgres").execute("create database " + database.name());
        var bootstrap = bootstrapSql();
        if (bootstrap != null) {
            database.execute(bootstrap);
        }
        return database;
    }

    /** The server itself, for tests that stop, kill and start it. */
    public static synchronized Postgres postgres() {
        if (postgres == null) {
            postgres = new Postgres(home(), Ports.free());
            postgres.start();
        }
        return postgres;
    }

    /** The broker, of the kind that {@link #brokerKind()} tells. */
    public static synchronized TestBroker broker() {
        if (broker == null) {
            broker = Broker.of(brokerKind(), home(), Ports.free(), Ports.free());
            broker.start();
        }
        return new TestBroker(broker);
    }

    /** The kind of broker that this test run is about. */
    public static BrokerKind brokerKind() {
        return BrokerKind.of(System.getProperty(BROKER_PROPERTY, "qpid"));
    }

    private static synchronized Home home() {
        if (home == null) {
            try {
                var folder = Files.createTempDirectory("steadfast-test-");
                // PostgreSQL may have to run as another user, who must get to the data folder.
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
                home = new Home(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(TestServers::end, "test-servers"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return home;
    }

    private static synchronized void end() {
        if (broker != null) {
            broker.kill();
        }
        if (postgres != null) {
            postgres.stop();
        }
        Folders.delete(home().folder());
    }

    private static @Nullable String bootstrapSql() {
        try (var sql = Thread.currentThread().getContextClassLoader().getResourceAsStream("db/bootstrap.sql")) {
            return sql == null ? null : new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
