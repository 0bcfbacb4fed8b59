package io.steadfast.benchmarks.sagas;

import io.steadfast.benchmarks.Benchmark;
import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Target;
import io.steadfast.benchmarks.system.Shop;

/** How long a system takes from built jars to ready: with an empty database, and again. */
public final class Start implements Benchmark {

    @Override
    public void run(Shop shop, Options options, Figures figures) throws Exception {
        figures.add("start with an empty database", shop.firstStartSeconds(), "s", Target.atMost(20));
        figures.add("start with what there was", shop.restart(), "s", Target.atMost(20));
        shop.assertSound();
    }
}
