package io.steadfast.local.stack;

import io.steadfast.local.Home;
import io.steadfast.local.PortUser;
import io.steadfast.local.Ports;
import io.steadfast.local.broker.BrokerKind;
import io.steadfast.local.postgres.Postgres;
import io.steadfast.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** What must be right before anything is started, so that a person reads one sentence and not the log of a victim. */
public final class Preflight {

    private static final long NEEDED_BYTES = 500L * 1024 * 1024;

    private Preflight() {}

    /**
     * Checks ports and disk.
     *
     * @throws StartFailure that names what is wrong
     */
    public static void check(StackSettings settings) {
        checkDisk(settings.home());
        settings.ports().byVariable().forEach((variable, port) -> checkPort(variable, port, settings));
    }

    private static void checkPort(String variable, int port, StackSettings settings) {
        var unused = variable.contains("MANAGEMENT") && settings.broker() != BrokerKind.RABBITMQ;
        if (!unused && !Ports.isFree(port)) {
            throw new StartFailure("Port %d is in use%s; set %s to another port, or end what uses it."
                    .formatted(
                            port,
                            otherHome(settings)
                                    .map(home -> "the Steadfast that serves " + home)
                                    .or(() -> PortUser.of(port))
                                    .map(" by "::concat)
                                    .orElse(""),
                            variable));
        }
    }

    /** The home of another system on the same ports: its PostgreSQL tells where its data is. */
    private static Optional<Path> otherHome(StackSettings settings) {
        var postgres = new Postgres(settings.home(), settings.ports().postgres());
        try (var connection = postgres.connect("steadfast");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show data_directory")) {
            return rows.next() ? Optional.ofNullable(Path.of(rows.getString(1)).getParent()) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static void checkDisk(Home home) {
        try {
            Files.createDirectories(home.folder());
            if (Files.getFileStore(home.folder()).getUsableSpace() < NEEDED_BYTES) {
                throw new StartFailure(
                        "There is too little free disk space at %s: Steadfast needs 500 MB.".formatted(home.folder()));
            }
        } catch (IOException e) {
            throw new StartFailure("The folder %s cannot be used: %s".formatted(home.folder(), e.getMessage()), e);
        }
    }
}
