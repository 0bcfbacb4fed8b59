package io.steadfast.benchmarks;

import io.steadfast.benchmarks.relay.Relay;
import io.steadfast.benchmarks.report.Results;
import io.steadfast.benchmarks.sagas.Growth;
import io.steadfast.benchmarks.sagas.Hot;
import io.steadfast.benchmarks.sagas.Idle;
import io.steadfast.benchmarks.sagas.Latency;
import io.steadfast.benchmarks.sagas.Sagas;
import io.steadfast.benchmarks.sagas.Start;
import io.steadfast.local.LocalModule;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code ./run bench}. Exit codes: 0 everything could be measured (whether or not a target was reached, which the table
 * says), 1 something could not, or the system did wrong, 2 not understood.
 */
public final class Main {

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        var exitCode = new Main(System.out, System.err).run(List.of(arguments));
        System.exit(exitCode);
    }

    /** In the order in which all of them run. */
    private static Map<String, Benchmark> benchmarks() {
        var all = new LinkedHashMap<String, Benchmark>();
        all.put("sagas", new Sagas());
        all.put("latency", new Latency());
        all.put("hot", new Hot());
        all.put("idle", new Idle());
        all.put("growth", new Growth());
        all.put("relay", new Relay());
        all.put("start", new Start());
        return all;
    }

    private int run(List<String> arguments) {
        try {
            var benchmarks = benchmarks();
            var request = Request.parse(arguments, benchmarks.keySet());
            if (!request.options().broker().isInstalled()) {
                err.println(
                        "The benchmarks need RabbitMQ, and it is not installed (Debian: apt-get install"
                                + " rabbitmq-server); --embedded-broker does without, and its figures tell little of RabbitMQ.");
                return 1;
            }
            var asked = new LinkedHashMap<String, Benchmark>();
            request.names().forEach(name -> asked.put(name, Objects.requireNonNull(benchmarks.get(name))));
            return new Session(request.options(), new Results(root()), out, err).run(asked) ? 0 : 1;
        } catch (UsageError e) {
            err.println(e.getMessage() + " ./run --help tells what there is.");
            return 2;
        }
    }

    /** The source tree that this program was built in. */
    private static Path root() {
        return LocalModule.buildFolder().resolve("../..").toAbsolutePath().normalize();
    }
}
