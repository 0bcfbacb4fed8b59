package io.steadfast.local.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A child process that ends when this JVM ends, however that happens: a small guard reads a pipe from this JVM and
 * ends the child when the pipe closes. Stopping it is closing the pipe, so there is one way to end and not two.
 */
public final class WatchedProcess {

    private static final String WATCHDOG = readWatchdog();
    private static final Duration POLL = Duration.ofMillis(100);
    /** In which even a busy system gets rid of a process that was shot. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Path log;
    private final Process watchdog;
    private final long pid;
    private final Duration grace;

    private WatchedProcess(String name, Path log, Process watchdog, long pid, Duration grace) {
        this.name = name;
        this.log = log;
        this.watchdog = watchdog;
        this.pid = pid;
        this.grace = grace;
    }

    /** Starts the command; its output is appended to the log, its process id is in the file while it runs. */
    public static WatchedProcess start(String name, Command command, Path log, Path pidFile) {
        var arguments = new ArrayList<>(List.of("bash", "-c", WATCHDOG, "watchdog", pidFile.toString()));
        arguments.add(command.stopSignal());
        arguments.add(Long.toString(command.grace().toSeconds()));
        arguments.addAll(command.arguments());
        var builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        // A folder of its own, so that no program picks up a configuration file from where the launcher was called.
        builder.directory(Objects.requireNonNull(pidFile.getParent()).toFile());
        builder.redirectOutput(Redirect.appendTo(log.toFile()));
        command.environment().forEach((key, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(key);
            } else {
                builder.environment().put(key, value);
            }
        });
        try {
            Files.deleteIfExists(pidFile);
            var watchdog = builder.start();
            return new WatchedProcess(name, log, watchdog, awaitPid(name, log, watchdog, pidFile), command.grace());
        } catch (IOException e) {
            throw new StartFailure(name + " could not be started: " + e.getMessage(), e);
        }
    }

    /** The file is there from the start of the command to its end, which may come at once. */
    private static long awaitPid(String name, Path log, Process watchdog, Path pidFile) {
        while (true) {
            try {
                return Long.parseLong(Files.readString(pidFile).strip());
            } catch (IOException e) {
                if (!watchdog.isAlive()) {
                    throw ended(name, log, watchdog);
                }
                pause(Duration.ofMillis(5));
            }
        }
    }

    private static StartFailure ended(String name, Path log, Process watchdog) {
        return new StartFailure(
                "%s ended while it started (exit code %d); %s".formatted(name, watchdog.exitValue(), LogTail.of(log)));
    }

    public long pid() {
        return pid;
    }

    public boolean isRunning() {
        return watchdog.isAlive();
    }

    /** Returns when the condition holds; ends the process and fails if that takes too long or the process dies. */
    public void awaitReady(BooleanSupplier ready, Duration timeout) {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!ready.getAsBoolean()) {
            if (!isRunning()) {
                throw ended(name, log, watchdog);
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new StartFailure(
                        "%s was not ready within %d s; %s".formatted(name, timeout.toSeconds(), LogTail.of(log)));
            }
            pause(POLL);
        }
    }

    /** Ends the process in its orderly way, or by force when its grace is over, even if its guard has died. */
    public void stop() {
        try {
            watchdog.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is closed in any case, and that is the message.
        }
        // The guard counts the grace in naps, which are longer on a busy machine.
        if (!endsWithin(grace.multipliedBy(2).plusSeconds(5))) {
            kill();
        }
    }

    /** Ends the process and its own children with SIGKILL. */
    public void kill() {
        ProcessHandle.of(pid)
                .filter(process -> watchdog.isAlive())
                .map(process ->
                        Stream.concat(Stream.of(process), process.descendants()).toList())
                .ifPresent(family -> family.forEach(ProcessHandle::destroyForcibly));
        if (!endsWithin(PATIENCE)) {
            throw new IllegalStateException(name + " (process " + pid + ") does not end");
        }
    }

    /** Sends a signal by its name, such as STOP or CONT. */
    public void signal(String signal) {
        Outcome.of(Command.of(List.of("kill", "-s", signal, Long.toString(pid))), new File("/dev/null").toPath());
    }

    private boolean endsWithin(Duration time) {
        try {
            return watchdog.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }

    private static String readWatchdog() {
        try (InputStream script = WatchedProcess.class.getResourceAsStream("watchdog.sh")) {
            if (script == null) {
                throw new IllegalStateException("watchdog.sh is missing");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
