package io.steadfast.benchmarks.sagas;

import io.steadfast.benchmarks.Benchmark;
import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Target;
import io.steadfast.benchmarks.system.Database;
import io.steadfast.benchmarks.system.Past;
import io.steadfast.benchmarks.system.Shop;
import java.time.Duration;

/**
 * What it costs that the system is old and that something is wrong: a million finished sagas, a foreign transaction that
 * keeps its snapshot, a million messages that nobody takes. Each is the highest rate beside that of the fresh system.
 */
public final class Growth implements Benchmark {

    @Override
    public void run(Shop shop, Options options, Figures figures) throws Exception {
        shop.prepare();
        try (var database = shop.database()) {
            var length = options.seconds(30, 5);
            var fresh = rate(shop, length);
            figures.add("fresh", fresh, "sagas/s");

            shop.awaitRest();
            var many = options.count(1_000_000, 20_000);
            Past.ofSagas(database, many);
            database.tidy();
            var old = "with %,d finished sagas".formatted(many);
            figures.compare(old, rate(shop, length), "sagas/s", fresh, costs(1.10));

            shop.awaitRest();
            database.tidy();
            var age = options.quick() ? "some seconds" : options.minutes() + " minutes";
            var snapshot = "then with a snapshot %s old".formatted(age);
            figures.compare(snapshot, withOldSnapshot(shop, options), "sagas/s", fresh, costs(1.25));

            shop.awaitRest();
            Past.ofUnsentMessages(database, many);
            database.tidy();
            var unsent = "then, without it, with %,d unsent messages".formatted(many);
            figures.compare(unsent, rate(shop, length), "sagas/s", fresh, costs(1.25));
            Past.forgetUnsentMessages(database);
            shop.assertSound();
        }
    }

    /** A saga may cost so many times what it did. */
    private static Target costs(double times) {
        return Target.atLeast(1 / times);
    }

    private static double rate(Shop shop, Duration length) throws Exception {
        return shop.crowd(length, Shop::product).perSecond();
    }

    /** The rate of the last half minute of so long a transaction, under load all the time. */
    private static double withOldSnapshot(Shop shop, Options options) throws Exception {
        try (Database reader = shop.database()) {
            reader.connection().setAutoCommit(false);
            reader.execute("set transaction isolation level repeatable read");
            reader.number("select count(*) from orders.outbox");
            rate(shop, options.seconds(options.minutes() * 60, 5));
            return rate(shop, options.seconds(30, 5));
        }
    }
}
