package io.steadfast.benchmarks.system;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the memory of all parts every few seconds and keeps what was highest in sum. */
public final class PeakMemory implements AutoCloseable {

    private static final int EVERY_SECONDS = 5;

    private final Processes processes;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "memory");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Map<String, Double> highest = Map.of();

    public PeakMemory(Processes processes) {
        this.processes = processes;
        clock.scheduleAtFixedRate(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        var now = processes.memoryMib();
        if (sum(now) > sum(highest)) {
            highest = now;
        }
    }

    /** MiB by part; empty if it was too short to look. */
    public Map<String, Double> mib() {
        return highest;
    }

    public static double sum(Map<String, Double> mib) {
        return mib.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
