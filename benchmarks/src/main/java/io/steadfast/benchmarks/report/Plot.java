package io.steadfast.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Curves over time, as SVG: one value a second. */
public final class Plot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 260;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int LINES = 4;
    private static final List<String> COLOURS = List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd");

    private final String title;
    private final List<Curve> curves = new ArrayList<>();

    public Plot(String title) {
        this.title = title;
    }

    private record Curve(String name, List<Double> values) {}

    public Plot curve(String name, List<Double> values) {
        curves.add(new Curve(name, values));
        return this;
    }

    /** All plots below each other. */
    static String svg(List<Plot> plots) {
        var each = HEIGHT + TOP + 50;
        var text = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                """.formatted(WIDTH + LEFT + 30, each * plots.size()));
        for (var n = 0; n < plots.size(); n++) {
            text.append("<g transform=\"translate(%d %d)\">%n".formatted(LEFT, each * n + TOP));
            plots.get(n).draw(text);
            text.append("</g>\n");
        }
        return text.append("</svg>\n").toString();
    }

    private void draw(StringBuilder text) {
        var top = curves.stream()
                .flatMap(curve -> curve.values.stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        var seconds =
                curves.stream().mapToInt(curve -> curve.values.size()).max().orElse(1);
        label(text, 0, -22, "start", "black", title);
        for (var n = 0; n <= LINES; n++) {
            var y = HEIGHT - HEIGHT * n / LINES;
            text.append("<path d=\"M0 %d H%d\" stroke=\"#ddd\"/>%n".formatted(y, WIDTH));
            label(text, -6, y + 4, "end", "black", Line.format(top * n / LINES));
        }
        label(text, 0, HEIGHT + 18, "start", "black", "0 s");
        label(text, WIDTH, HEIGHT + 18, "end", "black", seconds + " s");
        for (var n = 0; n < curves.size(); n++) {
            var colour = COLOURS.get(n % COLOURS.size());
            label(text, 80 + 170 * n, -6, "start", colour, curves.get(n).name);
            line(text, curves.get(n).values, Math.max(top, 1e-9), Math.max(1, seconds - 1), colour);
        }
    }

    private static void line(StringBuilder text, List<Double> values, double top, int seconds, String colour) {
        text.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"1.5\" points=\"");
        for (var n = 0; n < values.size(); n++) {
            var x = (double) WIDTH * n / seconds;
            var y = HEIGHT * (1 - values.get(n) / top);
            text.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        text.append("\"/>\n");
    }

    private static void label(StringBuilder text, int x, int y, String anchor, String colour, String label) {
        text.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n"
                .formatted(x, y, anchor, colour, label.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
