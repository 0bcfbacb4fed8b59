package io.steadfast.benchmarks.system;

import io.steadfast.benchmarks.Options;
import io.steadfast.benchmarks.load.Load;
import io.steadfast.benchmarks.load.OrderApi;
import io.steadfast.benchmarks.report.Figures;
import io.steadfast.local.stack.Purpose;
import io.steadfast.local.stack.Stack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final int WARM_UP_WINDOWS = 24;
    private static final double STILL_WARMING = 1.03;

    private final Stack stack;
    private final Options options;
    private final OrderApi api;
    private final Thread hook;

    private Shop(Stack stack, Options options) {
        this.stack = stack;
        this.options = options;
        this.api = new OrderApi(stack);
        this.hook = new Thread(stack::close, "stop");
    }

    public static Shop open(Options options, Figures figures) throws Exception {
        return open(options, figures, stack -> {});
    }

    /** @param beforeStart what is done with the parts before they are all started */
    public static Shop open(Options options, Figures figures, Consumer<Stack> beforeStart) throws Exception {
        var shop = new Shop(Stack.temporary(options.broker(), Map.of(), Purpose.SERVICE), options);
        Runtime.getRuntime().addShutdownHook(shop.hook);
        try {
            beforeStart.accept(shop.stack);
            shop.stack.start();
            for (var n = 0; n < PRODUCTS; n++) {
                shop.api.stock("p" + n, PLENTY);
            }
            figures.detail("versions", shop.versions());
            return shop;
        } catch (Exception | Error e) {
            shop.close();
            throw e;
        }
    }

    private Map<String, String> versions() throws SQLException, IOException {
        var versions = new LinkedHashMap<String, String>();
        try (var database = database()) {
            versions.put("postgres", database.text("show server_version"));
        }
        versions.put("broker", BrokerVersion.of(stack.broker()));
        return versions;
    }

    /**
     * A crowd of customers until the JVMs have compiled what they need, which takes minutes where they share two cores with
     * all else: until three windows in a row are no better than the best before.
     *
     * @return sagas a second in each window
     */
    public List<Double> warmUp() throws Exception {
        List<Double> rates = new ArrayList<>();
        double best = 0;
        int noBetter = 0;
        while (rates.size() < options.count(WARM_UP_WINDOWS, 1) && noBetter < 3) {
            double rate = crowd(options.seconds(15, 8), Shop::product).perSecond();
            noBetter = rate > best * STILL_WARMING ? 0 : noBetter + 1;
            best = Math.max(best, rate);
            rates.add(rate);
        }
        awaitRest();
        return rates;
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
