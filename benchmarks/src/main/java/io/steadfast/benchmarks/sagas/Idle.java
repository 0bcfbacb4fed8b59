package io.steadfast.benchmarks.sagas;

import io.steadfast.benchmarks.Benchmark;
import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.benchmarks.report.Target;
import io.steadfast.benchmarks.system.Cost;
import io.steadfast.benchmarks.system.Database;
import io.steadfast.benchmarks.system.PeakMemory;
import io.steadfast.benchmarks.system.Shop;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the system costs while nobody orders anything. */
public final class Idle implements Benchmark {

    private static final List<String> SERVICES = List.of("order-service", "inventory-service", "saga-orchestrator");

    /** Every statement of a service outside a transaction is one; those inside are few. */
    private static final String TRANSACTIONS =
            "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()";

    @Override
    public void run(Shop shop, Options options, Figures figures) throws Exception {
        shop.prepare();
        try (var database = shop.database()) {
            pause(options.seconds(20, 2));
            var length = options.seconds(60, 10);
            var cost = new Cost(shop.processes());
            var transactions = transactionsPerSecond(database, length);
            var micros = cost.microsOfEach(length.toSeconds());
            var others = shop.withServicesPaused(() -> transactionsPerSecond(database, options.seconds(30, 10)));
            var percent = SERVICES.stream().mapToDouble(micros::get).sum() / 10_000;
            figures.add("processor time of the three services, idle", percent, "% of a core", Target.atMost(2));
            figures.add("transactions of all services, idle", transactions - others, "per second", Target.atMost(5));
            figures.add("memory, idle", PeakMemory.sum(shop.processes().memoryMib()), "MiB");
            figures.detail("transactions a second of PostgreSQL's own", others);
            figures.detail("processor time in us a second", micros);
            figures.detail("memory in MiB", shop.processes().memoryMib());
            shop.assertSound();
        }
    }

    private static double transactionsPerSecond(Database database, Duration length) throws SQLException {
        var before = transactions(database);
        pause(length);
        return (transactions(database) - before) / length.toSeconds();
    }

    private static double transactions(Database database) throws SQLException {
        database.execute("select pg_stat_clear_snapshot()");
        return database.number(TRANSACTIONS);
    }

    private static void pause(Duration length) {
        var end = System.nanoTime() + length.toNanos();
        for (long left; (left = end - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(left);
        }
    }
}
