package io.steadfast.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What one benchmark measured. */
public final class Figures {

    private final Consumer<Line> listener;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private final List<Plot> plots = new ArrayList<>();

    /** @param listener is told each figure at once */
    public Figures(Consumer<Line> listener) {
        this.listener = listener;
    }

    /** A figure without a target. */
    public void add(String what, double measured, String unit) {
        add(new Line(what, measured, unit, null, null));
    }

    /** A figure with a target. */
    public void add(String what, double measured, String unit, Target target) {
        add(new Line(what, measured, unit, null, target));
    }

    /** A figure beside what it is compared with; the target is about their ratio. */
    public void compare(String what, double measured, String unit, double with, Target target) {
        add(new Line(what, measured, unit, measured / with, target));
    }

    private void add(Line line) {
        lines.add(line);
        listener.accept(line);
    }

    /** What only the file has. */
    public void detail(String name, Object value) {
        details.put(name, value);
    }

    public void plot(Plot plot) {
        plots.add(plot);
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    Map<String, Object> details() {
        return details;
    }

    List<Plot> plots() {
        return plots;
    }
}
