package io.steadfast.local.postgres;

import io.steadfast.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lock file that a server leaves behind when the machine or the container goes down with it. PostgreSQL trusts the
 * process id in it, which may belong to any program after a restart, and would refuse to start.
 */
final class StaleLock {

    private StaleLock() {}

    /** Keeps the lock of a server that is alive. */
    static void removeFrom(Path data) {
        var lock = data.resolve("postmaster.pid");
        try {
            if (Files.exists(lock) && !isPostgres(Files.readAllLines(lock).get(0))) {
                Files.delete(lock);
            }
        } catch (IOException e) {
            throw new StartFailure("PostgreSQL's lock file " + lock + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isPostgres(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip()))
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }
}
