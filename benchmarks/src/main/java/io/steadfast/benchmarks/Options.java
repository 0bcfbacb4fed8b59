package io.steadfast.benchmarks;

import io.steadfast.local.broker.BrokerKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to run a benchmark.
 *
 * @param quick everything short: it shows that the benchmark works, and its figures mean little
 * @param rate orders a second of the sustained load
 * @param minutes for how long a foreign transaction is open
 */
public record Options(boolean quick, double rate, int minutes, BrokerKind broker) {

    /** This time, or a short one where the run is quick. */
    public Duration seconds(int usually, int quickly) {
        return Duration.ofSeconds(quick ? quickly : usually);
    }

    /** This many, or few where the run is quick. */
    public int count(int usually, int quickly) {
        return quick ? quickly : usually;
    }

    /** For the result. */
    public Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("quick", quick);
        settings.put("rate", rate);
        settings.put("minutes", minutes);
        settings.put("broker", broker.title());
        return settings;
    }
}
