package io.steadfast.benchmarks;

import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Results;
import io.steadfast.benchmarks.report.Summary;
import io.steadfast.benchmarks.system.Shop;
import io.steadfast.benchmarks.system.UnsoundResult;
import io.steadfast.local.process.StartFailure;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The benchmarks that somebody asked for, one after the other on one system, as it takes minutes until a system is warm.
 * If one fails, its system goes with it, and the next one gets another.
 */
final class Session {

    private final Options options;
    private final Results results;
    private final PrintStream out;
    private final PrintStream err;
    private final List<String> before = new ArrayList<>();
    private @Nullable Shop shop;
    private volatile boolean interrupted;

    Session(Options options, Results results, PrintStream out, PrintStream err) {
        this.options = options;
        this.results = results;
        this.out = out;
        this.err = err;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted = true, "interrupted"));
    }

    /** Measures all, tells each figure at once and in the end all in one table, and returns whether none failed. */
    boolean run(Map<String, Benchmark> benchmarks) {
        var summary = new Summary();
        try {
            for (var benchmark : benchmarks.entrySet()) {
                out.println(benchmark.getKey());
                var figures = new Figures(line -> tell(line.toString()));
                if (measured(benchmark.getKey(), benchmark.getValue(), figures)) {
                    summary.add(benchmark.getKey(), figures);
                } else if (interrupted) {
                    return false; // what is missing has not failed, and nobody waits for a table
                } else {
                    summary.addFailure(benchmark.getKey());
                }
            }
        } finally {
            closeShop();
        }
        out.printf("%n%s%s%n", summary, options.quick() ? "It was quick: the figures mean little.\n" : "");
        return !summary.hasFailure();
    }

    private boolean measured(String name, Benchmark benchmark, Figures figures) {
        try {
            var system = openShop();
            benchmark.run(system, options, figures);
            figures.detail("versions", system.versions());
            figures.detail("before it on the same system", List.copyOf(before));
            figures.detail("sagas/s while warming up", system.warmUpRates());
            before.add(name);
            tell("written to " + results.write(name, options.settings(), options.quick(), figures));
            return true;
        } catch (Exception e) {
            if (!interrupted) {
                tellWhy(name, e);
            }
        }
        closeShop();
        return false;
    }

    private void tellWhy(String name, Exception failure) {
        if (failure instanceof UnsoundResult || failure instanceof StartFailure) {
            err.println(name + " failed: " + failure.getMessage());
        } else {
            err.println(name + " could not be measured:");
            failure.printStackTrace(err);
        }
    }

    private Shop openShop() throws Exception {
        var open = shop;
        if (open == null) {
            open = Shop.open(options, this::tell);
            shop = open;
        }
        return open;
    }

    private void closeShop() {
        var open = shop;
        if (open != null) {
            shop = null;
            before.clear();
            open.close();
        }
    }

    private void tell(String news) {
        out.println("  " + news);
    }
}
