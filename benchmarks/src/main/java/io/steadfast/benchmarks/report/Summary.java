package io.steadfast.benchmarks.report;

import io.steadfast.local.demo.Table;
import org.jspecify.annotations.Nullable;

/** All figures of a session in one table, for people. */
public final class Summary {

    private final Table table = new Table("benchmark", "what", "measured", "target", "ratio", "holds");
    private boolean failure;

    public void add(String benchmark, Figures figures) {
        for (var line : figures.lines()) {
            table.add(
                    benchmark,
                    line.what(),
                    line.figure(),
                    line.target() == null ? "" : line.target(),
                    line.ratio() == null ? "" : Line.format(line.ratio()),
                    holds(line.holds()));
        }
    }

    /** Of a benchmark that could not be measured, or whose system did wrong. */
    public void addFailure(String benchmark) {
        failure = true;
        table.add(benchmark, "failed", "", "", "", "NO");
    }

    public boolean hasFailure() {
        return failure;
    }

    private static String holds(@Nullable Boolean holds) {
        return holds == null ? "" : holds ? "yes" : "NO";
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
