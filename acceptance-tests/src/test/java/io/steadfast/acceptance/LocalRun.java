package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Await.await;

import io.steadfast.local.Home;
import io.steadfast.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code ./run} as a person calls it, on free ports and in a home of its own. */
final class LocalRun implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Duration SLOW_MACHINE = Duration.ofMinutes(5);

    private final Map<String, String> environment;
    private final Path home;
    private final List<Process> processes = new ArrayList<>();

    /** @param more names and values of further environment variables */
    LocalRun(String name, Map<String, String> more) {
        home = Path.of("target", name).toAbsolutePath();
        new Home(home).forget();
        environment = new HashMap<>(Map.of(
                "STEADFAST_IS_BUILT", "yes",
                "STEADFAST_HOME", home.toString(),
                "STEADFAST_ORDER_PORT", freePort(),
                "STEADFAST_INVENTORY_PORT", freePort(),
                "STEADFAST_ORCHESTRATOR_PORT", freePort(),
                "STEADFAST_POSTGRES_PORT", freePort(),
                "STEADFAST_AMQP_PORT", freePort()));
        environment.putAll(more);
    }

    /** A command that may go on running, and what it prints. */
    record Called(Process process, Path output) {

        int exitCode() {
            await("./run ends, which says in " + output).atMost(SLOW_MACHINE).until(() -> !process.isAlive());
            return process.exitValue();
        }

        String printed() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Called call(String... arguments) {
        var command = new ArrayList<>(List.of("./run"));
        command.addAll(List.of(arguments));
        try {
            var output = Files.createTempFile(Files.createDirectories(home), "run-", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            processes.add(process);
            return new Called(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything below a process that was called. */
    static List<ProcessHandle> family(Called called) {
        return Stream.concat(
                        Stream.of(called.process().toHandle()), called.process().descendants())
                .toList();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    private static String freePort() {
        return Integer.toString(Ports.free());
    }
}
