package io.steadfast.benchmarks.system;

import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.load.Answer;
import io.steadfast.benchmarks.load.Load;
import io.steadfast.benchmarks.load.OrderApi;
import io.steadfast.local.LocalService;
import io.steadfast.local.stack.Purpose;
import io.steadfast.local.stack.Stack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** The whole system with its shelves full, in a home of its own that goes with it. */
public final class Shop implements AutoCloseable {

    private static final int PRODUCTS = 100;
    private static final long PLENTY = 1_000_000_000L;
    /** Neighbours in time are not neighbours in the table. */
    private static final int STRIDE = 7919;

    /** So many that batches are as large as under any load; a machine that has more to give needs no more of them. */
    public static final int CUSTOMERS = 400;

    private static final int TRIES = 5;
    private static final Duration YOUTH = Duration.ofSeconds(5);

    private final Stack stack;
    private final OrderApi api;
    private final WarmUp warmUp;
    private final Thread hook;
    private final double firstStartSeconds;

    private Shop(Stack stack, Options options, Consumer<String> news) {
        this.stack = stack;
        this.api = new OrderApi(stack);
        this.warmUp = new WarmUp(options, news);
        this.hook = new Thread(stack::close, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            firstStartSeconds = start();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** @param news is told what takes long */
    public static Shop open(Options options, Consumer<String> news) throws Exception {
        var shop = new Shop(Stack.temporary(options.broker(), Map.of(), Purpose.SERVICE), options, news);
        try {
            for (var n = 0; n < PRODUCTS; n++) {
                shop.api.stock("p" + n, PLENTY);
            }
            return shop;
        } catch (Exception | Error e) {
            shop.close();
            throw e;
        }
    }

    private double start() {
        var begin = System.nanoTime();
        stack.start();
        warmUp.isNeeded();
        var seconds = (System.nanoTime() - begin) / 1e9;
        stack.awaitCalm();
        return seconds;
    }

    /** How long the very first start took until all was ready. */
    public double firstStartSeconds() {
        return firstStartSeconds;
    }

    /** Stops everything, starts it again and returns how many seconds that start took until all was ready. */
    public double restart() {
        stack.stop();
        return start();
    }

    /**
     * Brings it to where measurements begin: it runs, is warm, and has the orders of some seconds, so that no plan is made
     * for empty tables.
     */
    public void prepare() throws Exception {
        if (services().stream().noneMatch(LocalService::isRunning)) {
            start();
        }
        warmUp.run(this);
        try (var database = database()) {
            Rest.await(database);
            Past.forget(database);
            crowd(YOUTH, Shop::product);
            Rest.await(database);
            database.tidy();
        }
    }

    /** Sagas a second in each window of the warm-up. */
    public List<Double> warmUpRates() {
        return warmUp.rates();
    }

    /** Customers who each wait until their order is confirmed before they place the next: the highest rate. */
    public Load.Result crowd(Duration length, LongFunction<String> product) throws InterruptedException {
        var crowd = Load.closed(CUSTOMERS, length, n -> api.placeAndWait(product.apply(n)));
        if (crowd.failed() > 0) {
            throw new UnsoundResult("%d orders failed or were not confirmed within 30 s".formatted(crowd.failed()));
        }
        return crowd;
    }

    /** Some product; each is as likely as any other. */
    public static String product(long n) {
        return "p" + n * STRIDE % PRODUCTS;
    }

    /** Returns when every order and its saga have ended and nothing waits to be sent. */
    public void awaitRest() throws SQLException {
        try (var database = database()) {
            Rest.await(database);
        }
    }

    /** Fails if an order has not ended or a rule of conservation is broken. */
    public void assertSound() throws SQLException {
        try (var database = database()) {
            Rest.await(database);
            Rest.assertSound(database);
        }
    }

    /** Leaves the machine, PostgreSQL and the broker to somebody while the services, which are at rest, are frozen. */
    public <T> T withServicesPaused(Callable<T> work) throws Exception {
        services().forEach(LocalService::pause);
        try {
            return work.call();
        } finally {
            services().forEach(LocalService::resume);
            awaitConfirmation();
        }
    }

    /** Frozen services may have lost their connections to the broker, and to us. */
    private void awaitConfirmation() {
        var answer = Answer.FAILED;
        for (var n = 0; n < TRIES && answer != Answer.ACCEPTED; n++) {
            answer = api.placeAndWait(product(0))
                    .exceptionally(lost -> Answer.FAILED)
                    .join();
        }
    }

    /** Until the next {@link #prepare}. */
    public void stopServices() {
        services().forEach(LocalService::stop);
    }

    private List<LocalService> services() {
        return List.of(stack.orderService(), stack.inventoryService(), stack.sagaOrchestrator());
    }

    /** Of the servers that are not ours. */
    public Map<String, String> versions() throws SQLException, IOException {
        var versions = new LinkedHashMap<String, String>();
        try (var database = database()) {
            versions.put("postgres", database.text("show server_version"));
        }
        versions.put("broker", BrokerVersion.of(stack.broker()));
        return versions;
    }

    public Database database() throws SQLException {
        return new Database(stack.connect());
    }

    public OrderApi api() {
        return api;
    }

    public Stack stack() {
        return stack;
    }

    public Processes processes() {
        return new Processes(stack);
    }

    @Override
    public void close() {
        api.close();
        stack.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This program is ending, and the hook is at work.
        }
    }
}
