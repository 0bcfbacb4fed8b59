package io.steadfast.local.control;

import io.steadfast.local.Home;
import io.steadfast.local.process.Liveness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The processes of a launcher that was killed: their guards are ending them, which may take a moment. */
public final class Predecessor {

    /** A little more than the grace that a process has; a number that is still taken then belongs to a stranger. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private Predecessor() {}

    /** Returns when none of them runs, and forgets them. */
    public static void awaitEnd(Home home) {
        Launcher.forget(home);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var files = Files.newDirectoryStream(home.run(), "*.pid")) {
            for (var file : files) {
                while (isAlive(file) && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAlive(Path pidFile) {
        try {
            return Liveness.runs(Long.parseLong(Files.readString(pidFile).strip()));
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }
}
