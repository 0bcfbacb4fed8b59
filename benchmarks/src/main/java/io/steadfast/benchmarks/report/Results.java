package io.steadfast.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The folder {@code benchmarks/results}: a JSON file a run and, where there is something to see, an SVG beside it. */
public final class Results {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path root;

    public Results(Path root) {
        this.root = root;
    }

    /** Writes the figures, with all that somebody needs to know who compares them, and returns the JSON file. */
    public Path write(String name, Map<String, Object> settings, boolean quick, Figures figures) throws IOException {
        var now = ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        var folder = Files.createDirectories(root.resolve("benchmarks/results"));
        var base = name + (quick ? "-quick-" : "-") + TIME.format(now);
        var result = new LinkedHashMap<String, Object>();
        result.put("benchmark", name);
        result.put("at", now.toString());
        result.put("machine", Machine.describe());
        result.put("commit", Commit.of(root));
        result.put("settings", settings);
        result.put("figures", lines(figures.lines()));
        result.put("details", figures.details());
        if (!figures.plots().isEmpty()) {
            Files.writeString(folder.resolve(base + ".svg"), Plot.svg(figures.plots()));
        }
        return Files.writeString(folder.resolve(base + ".json"), JSON.writeValueAsString(result) + "\n");
    }

    private static List<Map<String, Object>> lines(List<Line> lines) {
        var all = new ArrayList<Map<String, Object>>();
        for (var line : lines) {
            var one = new LinkedHashMap<String, Object>();
            one.put("what", line.what());
            one.put("measured", line.measured());
            one.put("unit", line.unit());
            if (line.ratio() != null) {
                one.put("ratio", line.ratio());
            }
            if (line.target() != null) {
                one.put("target", line.target().toString());
                one.put("holds", line.holds());
            }
            all.add(one);
        }
        return all;
    }
}
