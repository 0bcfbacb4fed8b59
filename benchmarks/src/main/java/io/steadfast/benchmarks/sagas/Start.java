package io.steadfast.benchmarks.sagas;

import io.steadfast.benchmarks.Benchmark;
import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Target;
import io.steadfast.benchmarks.system.Shop;

/** How long a system takes from built jars to ready: with an empty database, and again. */
public final class Start implements Benchmark {

    @Override
    public void run(Options options, Figures figures) throws Exception {
        var begin = System.nanoTime();
        try (var shop = Shop.open(options, figures)) {
            figures.add("first start, with stocking up", secondsSince(begin), "s", Target.atMost(20));
            shop.stack().stop();
            var again = System.nanoTime();
            shop.stack().start();
            figures.add("second start", secondsSince(again), "s", Target.atMost(20));
            shop.assertSound();
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
