package io.steadfast.benchmarks.sagas;

import io.steadfast.benchmarks.Benchmark;
import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Target;
import io.steadfast.benchmarks.system.Shop;

/** What it costs when all orders are for one product, whose row every reservation has to lock. */
public final class Hot implements Benchmark {

    @Override
    public void run(Shop shop, Options options, Figures figures) throws Exception {
        shop.prepare();
        var length = options.seconds(30, 5);
        var spread = shop.crowd(length, Shop::product).perSecond();
        figures.add("orders for 100 products", spread, "sagas/s");
        shop.awaitRest();
        var hot = shop.crowd(length, n -> Shop.product(0)).perSecond();
        figures.compare("all orders for one product", hot, "sagas/s", spread, Target.atLeast(0.6));
        shop.assertSound();
    }
}
