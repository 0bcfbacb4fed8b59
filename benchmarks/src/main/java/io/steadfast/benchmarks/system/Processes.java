package io.steadfast.benchmarks.system;

import io.steadfast.local.LocalService;
import io.steadfast.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What the processes of a system use, by the kernel's account of them ({@code /proc}, so Linux only). */
public final class Processes {

    /** This process, which is no part of the system. */
    static final String LOAD = "load";

    private static final double TICKS_PER_SECOND = 100;

    private final Stack stack;

    public Processes(Stack stack) {
        this.stack = stack;
    }

    /** Seconds of processor time so far, by part, and of this process. */
    public Map<String, Double> cpuSeconds() {
        var seconds = new LinkedHashMap<String, Double>();
        for (var service : running()) {
            seconds.put(
                    service.name(),
                    family(service).mapToDouble(Processes::cpuOf).sum());
        }
        seconds.put(LOAD, cpuOf(ProcessHandle.current().pid()));
        return seconds;
    }

    /** MiB of memory that each part has for itself, with its share of what it shares. */
    public Map<String, Double> memoryMib() {
        var mib = new LinkedHashMap<String, Double>();
        for (var service : running()) {
            mib.put(
                    service.name(),
                    family(service).mapToDouble(Processes::memoryOf).sum());
        }
        return mib;
    }

    private List<LocalService> running() {
        return stack.services().stream().filter(LocalService::isRunning).toList();
    }

    private static LongStream family(LocalService service) {
        var process = ProcessHandle.of(service.pid()).orElseThrow();
        return LongStream.concat(
                LongStream.of(process.pid()), process.descendants().mapToLong(ProcessHandle::pid));
    }

    /** Its own and that of its children which have ended. */
    private static double cpuOf(long pid) {
        var stat = read("/proc/" + pid + "/stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        return fields.length < 15
                ? 0
                : LongStream.of(11, 12, 13, 14)
                                .mapToDouble(n -> Double.parseDouble(fields[(int) n]))
                                .sum()
                        / TICKS_PER_SECOND;
    }

    private static double memoryOf(long pid) {
        return read("/proc/" + pid + "/smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            if (!Files.exists(Path.of(file))) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }
}
