package io.steadfast.benchmarks.system;

import io.steadfast.benchmarks.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A crowd of customers until the JVMs have compiled what they need, which takes minutes where they share two cores with
 * all else: until three windows in a row are no better than the best before.
 */
final class WarmUp {

    private static final int MOST_WINDOWS = 24;
    private static final int ENOUGH_WITHOUT_GAIN = 3;
    private static final double GAIN = 1.03;

    private final Options options;
    private final Consumer<String> news;
    private final List<Double> rates = new ArrayList<>();
    private boolean needed = true;

    WarmUp(Options options, Consumer<String> news) {
        this.options = options;
        this.news = news;
    }

    /** The services were started. */
    void isNeeded() {
        needed = true;
    }

    /** Does nothing if the system is warm. */
    void run(Shop shop) throws Exception {
        if (!needed) {
            return;
        }
        news.accept("warming up, until it gets no faster");
        rates.clear();
        double best = 0;
        int withoutGain = 0;
        while (rates.size() < options.count(MOST_WINDOWS, 1) && withoutGain < ENOUGH_WITHOUT_GAIN) {
            double rate = shop.crowd(options.seconds(15, 8), Shop::product).perSecond();
            withoutGain = rate > best * GAIN ? 0 : withoutGain + 1;
            best = Math.max(best, rate);
            rates.add(rate);
            news.accept("warming up: %,.0f sagas/s".formatted(rate));
        }
        needed = false;
    }

    /** Sagas a second in each window. */
    List<Double> rates() {
        return List.copyOf(rates);
    }
}
