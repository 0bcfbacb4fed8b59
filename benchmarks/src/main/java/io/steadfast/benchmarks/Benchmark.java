package io.steadfast.benchmarks;

import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.system.Shop;

/** Something to measure. */
@FunctionalInterface
public interface Benchmark {

    /**
     * Measures it on a system that others may have used before and will use again.
     *
     * @throws io.steadfast.benchmarks.system.UnsoundResult if the system did not do what it was measured for
     */
    void run(Shop shop, Options options, Figures figures) throws Exception;
}
