package io.steadfast.local.postgres;

import io.steadfast.local.Home;
import io.steadfast.local.LocalModule;
import io.steadfast.local.LocalService;
import io.steadfast.local.process.Command;
import io.steadfast.local.process.LogTail;
import io.steadfast.local.process.StartFailure;
import io.steadfast.local.process.WatchedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server on the loopback interface. What is committed there survives {@link #kill()} and a power cut: the
 * settings that trade this for speed are all off. Superuser {@code postgres}; no role needs a password.
 */
public final class Postgres extends LocalService {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

    private final int port;

    public Postgres(Home home, int port) {
        super("postgres", home);
        this.port = port;
    }

    @Override
    public int port() {
        return port;
    }

    /** The URL of a database, without a user. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection as superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database) + "?connectTimeout=5", "postgres", "");
    }

    @Override
    protected WatchedProcess launch() {
        var bin = PostgresBinaries.unpackedBelow(LocalModule.buildFolder()).resolve("bin");
        var data = createdDataFolder();
        var user = UnprivilegedUser.prefix(bin.resolve("initdb"), data);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(user, bin, data);
        }
        StaleLock.removeFrom(data);
        var command = Command.of(concat(user, serverCommand(bin, data))).stoppedBy("INT");
        return WatchedProcess.start(name(), command, log(), pidFile());
    }

    @Override
    protected Duration startTimeout() {
        return START_TIMEOUT;
    }

    private Path createdDataFolder() {
        var data = home().data(name());
        try {
            Files.createDirectories(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            return data;
        } catch (IOException e) {
            throw new StartFailure("PostgreSQL cannot use its data folder " + data + ": " + e.getMessage(), e);
        }
    }

    private void initialise(List<String> user, Path bin, Path data) {
        var initdb = List.of(
                bin.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C");
        if (!Command.of(concat(user, initdb)).run(log()).succeeded()) {
            throw new StartFailure("PostgreSQL could not create its data folder; " + LogTail.of(log()));
        }
    }

    private List<String> serverCommand(Path bin, Path data) {
        return List.of(
                bin.resolve("postgres").toString(),
                "-D" + data,
                "--port=" + port,
                "--listen_addresses=127.0.0.1",
                "--unix_socket_directories=",
                "--fsync=on",
                "--synchronous_commit=on",
                "--full_page_writes=on",
                "--shared_buffers=192MB",
                // Fewer checkpoints, after each of which whole pages go to the log again.
                "--max_wal_size=2GB",
                // Outboxes are written and emptied all the time: vacuumed often they stay small, and in memory.
                "--autovacuum_naptime=10s",
                "--max_connections=200",
                "--timezone=UTC",
                "--log_timezone=UTC");
    }

    @Override
    protected boolean answers() {
        try (var connection = connect("postgres")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
