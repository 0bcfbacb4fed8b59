package io.steadfast.benchmarks.sagas;

import io.steadfast.benchmarks.Benchmark;
import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.load.Load;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Target;
import io.steadfast.benchmarks.system.Shop;
import io.steadfast.benchmarks.system.UnsoundResult;

/** How long a customer waits when there is little to do: for the answer to the order, and for its confirmation. */
public final class Latency implements Benchmark {

    private static final int RATE = 20;

    @Override
    public void run(Shop shop, Options options, Figures figures) throws Exception {
        shop.prepare();
        var length = options.seconds(60, 8);
        var answered = Load.open(RATE, length, n -> shop.api().place(Shop.product(n)));
        requireAll(answered);
        figures.add("POST p50 at 20/s", answered.percentile(50), "ms", Target.atMost(4));
        figures.add("POST p99 at 20/s", answered.percentile(99), "ms", Target.atMost(15));
        shop.awaitRest();
        var confirmed = Load.open(RATE, length, n -> shop.api().placeAndWait(Shop.product(n)));
        requireAll(confirmed);
        figures.add("POST to confirmed p50 at 20/s", confirmed.percentile(50), "ms", Target.atMost(15));
        figures.add("POST to confirmed p99 at 20/s", confirmed.percentile(99), "ms", Target.atMost(40));
        shop.assertSound();
    }

    private static void requireAll(Load.Result load) {
        if (load.failed() + load.shed() > 0) {
            throw new UnsoundResult("%d of %d orders were not accepted or not confirmed"
                    .formatted(load.failed() + load.shed(), load.accepted() + load.failed() + load.shed()));
        }
    }
}
