package io.steadfast.benchmarks;

import io.steadfast.benchmarks.report.Figures;

/** Something to measure. */
@FunctionalInterface
public interface Benchmark {

    /**
     * Measures it on a system of its own, which is gone when this returns.
     *
     * @throws io.steadfast.benchmarks.system.UnsoundResult if the system did not do what it was measured for
     */
    void run(Options options, Figures figures) throws Exception;
}
