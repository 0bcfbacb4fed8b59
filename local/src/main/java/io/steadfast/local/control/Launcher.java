package io.steadfast.local.control;

import io.steadfast.local.Folders;
import io.steadfast.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * How to reach the program that serves a home, kept in a file that only its owner can read.
 *
 * @param port of its control socket on the loopback interface
 * @param token what a caller must know
 */
public record Launcher(long pid, int port, String token, int postgresPort) {

    /** What is kept in this home; only to be believed while somebody holds the home's lock. */
    public static Optional<Launcher> of(Home home) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file(home))) {
            properties.load(in);
            return Optional.of(new Launcher(
                    Long.parseLong(properties.getProperty("pid")),
                    Integer.parseInt(properties.getProperty("port")),
                    properties.getProperty("token"),
                    Integer.parseInt(properties.getProperty("postgres-port"))));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Forgets a launcher that is no more. */
    public static void forget(Home home) {
        Folders.delete(file(home));
    }

    void keepIn(Home home) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var temporary = Files.createTempFile(home.run(), "launcher", "", ownerOnly);
        Files.writeString(
                temporary, "pid=%d%nport=%d%ntoken=%s%npostgres-port=%d%n".formatted(pid, port, token, postgresPort));
        Files.move(temporary, file(home), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path file(Home home) {
        return home.run().resolve("launcher");
    }
}
