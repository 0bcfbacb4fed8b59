package io.steadfast.benchmarks.system;

import java.util.LinkedHashMap;
import java.util.Map;

/** The processor time that something took, by part of the system. */
public final class Cost {

    private static final double MICROS = 1e6;

    private final Processes processes;
    private final Map<String, Double> before;

    /** From now on. */
    public Cost(Processes processes) {
        this.processes = processes;
        this.before = processes.cpuSeconds();
    }

    /** Until now, in microseconds for each of so many. */
    public Map<String, Double> microsOfEach(double times) {
        var micros = new LinkedHashMap<String, Double>();
        processes.cpuSeconds().forEach((part, seconds) -> {
            var since = seconds - before.getOrDefault(part, 0.0);
            micros.put(part, since * MICROS / times);
        });
        return micros;
    }

    /** Of the system, without the load driver. */
    public static double ofSystem(Map<String, Double> micros) {
        return micros.entrySet().stream()
                .filter(part -> !part.getKey().equals(Processes.LOAD))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
