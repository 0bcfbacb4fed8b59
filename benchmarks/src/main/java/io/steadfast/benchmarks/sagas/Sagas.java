package io.steadfast.benchmarks.sagas;

import io.steadfast.benchmarks.Benchmark;
import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.floor.Floor;
import io.steadfast.benchmarks.load.Load;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Plot;
import io.steadfast.benchmarks.report.Target;
import io.steadfast.benchmarks.sagas.Course.Second;
import io.steadfast.benchmarks.system.Cost;
import io.steadfast.benchmarks.system.PeakMemory;
import io.steadfast.benchmarks.system.Shop;
import java.util.Map;

/** How many orders a second, from {@code POST} to completed, and beside it what the same machine could do at most. */
public final class Sagas implements Benchmark {

    @Override
    public void run(Shop shop, Options options, Figures figures) throws Exception {
        shop.prepare();
        highest(shop, options, figures);
        var sustained = sustained(shop, options, figures);
        shop.assertSound();
        shop.prepare();
        var length = options.seconds(20, 5);
        var floor = shop.withServicesPaused(() -> Floor.measure(shop.stack(), length, figures));
        figures.compare("sagas, as a part of the floor", sustained, "sagas/s", floor, Target.atLeast(0.4));
    }

    private static void highest(Shop shop, Options options, Figures figures) throws Exception {
        var cost = new Cost(shop.processes());
        var crowd = shop.crowd(options.seconds(30, 5), Shop::product);
        shop.awaitRest();
        figures.add("highest rate, %d customers who wait".formatted(Shop.CUSTOMERS), crowd.perSecond(), "sagas/s");
        figures.add("  confirmed p50, as they see it", crowd.percentile(50), "ms");
        figures.add("  confirmed p99, as they see it", crowd.percentile(99), "ms");
        cost(cost.microsOfEach(crowd.accepted()), "highest rate", figures);
    }

    private static double sustained(Shop shop, Options options, Figures figures) throws Exception {
        var length = options.seconds(60, 8);
        try (var database = shop.database();
                var memory = new PeakMemory(shop.processes())) {
            var begin = database.now();
            var cost = new Cost(shop.processes());
            var load = Load.open(options.rate(), length, n -> shop.api().place(Shop.product(n)));
            shop.awaitRest();
            var micros = cost.microsOfEach(load.accepted());
            var course = Course.of(database, begin, length.toSeconds());
            figures.add("accepted at " + (int) options.rate() + "/s", load.perSecond(), "orders/s");
            var target = Target.atLeast(0.99 * Math.min(options.rate(), 1000));
            figures.add("completed meanwhile", course.completedPerSecond(), "sagas/s", target);
            figures.add("backlog at the end", course.openAtTheEnd(), "sagas");
            figures.add("its growth", course.growth(), "sagas/s", Target.atMost(options.rate() / 100));
            figures.add("shed or failed", load.shed() + load.failed(), "orders", Target.atMost(0));
            figures.add("POST p50", load.percentile(50), "ms");
            figures.add("POST p99", load.percentile(99), "ms");
            figures.add("POST to confirmed p50", course.confirmedP50(), "ms");
            figures.add("POST to confirmed p99", course.confirmedP99(), "ms");
            figures.add("POST to completed p50", course.completedP50(), "ms");
            figures.add("POST to completed p99", course.completedP99(), "ms");
            cost(micros, "sustained", figures);
            figures.add("memory at full load", PeakMemory.sum(memory.mib()), "MiB", Target.atMost(1536));
            figures.detail("memory in MiB", memory.mib());
            plot(course, figures);
            return course.completedPerSecond();
        }
    }

    private static void cost(Map<String, Double> micros, String when, Figures figures) {
        figures.add("  processor time, system", Cost.ofSystem(micros), "us/saga");
        figures.detail("processor time in us a saga, " + when, micros);
    }

    private static void plot(Course course, Figures figures) {
        var seconds = course.seconds();
        figures.plot(new Plot("orders a second")
                .curve("placed", seconds.stream().map(Second::placed).toList())
                .curve("completed", seconds.stream().map(Second::completed).toList()));
        figures.plot(new Plot("POST to confirmed, ms")
                .curve("p50", seconds.stream().map(Second::confirmedP50).toList())
                .curve("p99", seconds.stream().map(Second::confirmedP99).toList()));
        figures.plot(new Plot("orders placed and not completed")
                .curve("open", seconds.stream().map(Second::open).toList()));
        figures.detail("seconds", seconds);
    }
}
