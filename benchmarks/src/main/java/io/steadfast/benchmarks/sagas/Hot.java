package io.steadfast.benchmarks.sagas;

import io.steadfast.benchmarks.Benchmark;
import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Target;
import io.steadfast.benchmarks.system.Shop;

/** What it costs when all orders are for one product, whose row every reservation has to lock. */
public final class Hot implements Benchmark {

    @Override
    public void run(Options options, Figures figures) throws Exception {
        try (var shop = Shop.open(options, figures)) {
            shop.warmUp();
            var length = options.seconds(30, 5);
            var spread = shop.crowd(length, Shop::product);
            shop.awaitRest();
            var hot = shop.crowd(length, n -> Shop.product(0));
            shop.assertSound();
            figures.add("orders for 100 products", spread.perSecond(), "sagas/s");
            figures.compare(
                    "all orders for one product", hot.perSecond(), "sagas/s", spread.perSecond(), Target.atLeast(0.6));
        }
    }
}
