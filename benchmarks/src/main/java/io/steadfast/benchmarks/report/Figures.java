package io.steadfast.benchmarks.report;

import io.steadfast.local.demo.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one benchmark measured. */
public final class Figures {

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private final List<Plot> plots = new ArrayList<>();

    /** A figure without a target. */
    public void add(String what, double measured, String unit) {
        lines.add(new Line(what, measured, unit, null, null));
    }

    /** A figure with a target. */
    public void add(String what, double measured, String unit, Target target) {
        lines.add(new Line(what, measured, unit, null, target));
    }

    /** A figure beside what it is compared with; the target is about their ratio. */
    public void compare(String what, double measured, String unit, double with, Target target) {
        lines.add(new Line(what, measured, unit, measured / with, target));
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

    /** For people. */
    public String table() {
        var table = new Table("what", "measured", "target", "ratio", "holds");
        for (var line : lines) {
            table.add(
                    line.what(),
                    Line.format(line.measured()) + " " + line.unit(),
                    line.target() == null ? "" : line.target(),
                    line.ratio() == null ? "" : Line.format(line.ratio()),
                    holds(line.holds()));
        }
        return table.toString();
    }

    private static String holds(@Nullable Boolean holds) {
        return holds == null ? "" : holds ? "yes" : "NO";
    }
}
