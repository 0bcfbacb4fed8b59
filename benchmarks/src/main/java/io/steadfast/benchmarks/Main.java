package io.steadfast.benchmarks;

import io.steadfast.benchmarks.relay.Relay;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Results;
import io.steadfast.benchmarks.sagas.Growth;
import io.steadfast.benchmarks.sagas.Hot;
import io.steadfast.benchmarks.sagas.Idle;
import io.steadfast.benchmarks.sagas.Latency;
import io.steadfast.benchmarks.sagas.Sagas;
import io.steadfast.benchmarks.sagas.Start;
import io.steadfast.benchmarks.system.UnsoundResult;
import io.steadfast.local.LocalModule;
import io.steadfast.local.process.StartFailure;
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
        all.put("relay", new Relay());
        all.put("hot", new Hot());
        all.put("growth", new Growth());
        all.put("idle", new Idle());
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
            var exitCode = 0;
            for (var name : request.names()) {
                var benchmark = Objects.requireNonNull(benchmarks.get(name));
                exitCode = Math.max(exitCode, run(name, benchmark, request.options()));
            }
            return exitCode;
        } catch (UsageError e) {
            err.println(e.getMessage() + " ./run --help tells what there is.");
            return 2;
        }
    }

    private int run(String name, Benchmark benchmark, Options options) {
        out.printf(
                "%s%s%n", name, options.quick() ? ", quick: these figures mean little" : "; warming up takes minutes");
        var figures = new Figures();
        try {
            benchmark.run(options, figures);
            var file = new Results(root()).write(name, options.settings(), options.quick(), figures);
            out.printf("%n%s%n%s%n%n", figures.table(), file);
            return 0;
        } catch (UnsoundResult | StartFailure e) {
            err.println(name + " failed: " + e.getMessage());
            return 1;
        } catch (Exception e) {
            err.println(name + " could not be measured:");
            e.printStackTrace(err);
            return 1;
        }
    }

    /** The source tree that this program was built in. */
    private static Path root() {
        return LocalModule.buildFolder().resolve("../..").toAbsolutePath().normalize();
    }
}
