package io.steadfast.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultsTest {

    private final Figures figures = new Figures(line -> {});

    @TempDir
    private Path root;

    @Test
    void fileHasAllThatOneNeedsToKnowToCompare() throws IOException {
        figures.add("POST p50", 3.25, "ms", Target.atMost(4));
        figures.compare("hot", 300, "sagas/s", 400, Target.atLeast(0.8));
        figures.add("backlog", 7, "sagas");
        figures.detail("versions", Map.of("postgres", "18"));

        var file = new Results(root).write("hot", Map.of("rate", 1_000), false, figures);

        assertThat(file.getParent()).isEqualTo(root.resolve("benchmarks/results"));
        assertThat(file.getFileName().toString()).matches("hot-\\d{8}T\\d{6}Z\\.json");
        assertThat(file.resolveSibling(svg(file))).doesNotExist();
        var result = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(result.propertyNames())
                .containsExactly("benchmark", "at", "machine", "commit", "settings", "figures", "details");
        assertThat(result.at("/machine").propertyNames()).contains("cpu", "cores", "memory", "kernel", "java");
        assertThat(result.at("/commit").asString()).isEqualTo("unknown");
        assertThat(result.at("/settings/rate").asInt()).isEqualTo(1_000);
        assertThat(result.at("/details/versions/postgres").asString()).isEqualTo("18");
        assertThat(result.at("/figures").valueStream().map(JsonNode::toString)).containsExactly("""
                        {"what":"POST p50","measured":3.25,"unit":"ms","target":"<= 4","holds":true}""", """
                        {"what":"hot","measured":300.0,"unit":"sagas/s","ratio":0.75,"target":">= 0.8","holds":false}""", """
                        {"what":"backlog","measured":7.0,"unit":"sagas"}""");
    }

    @Test
    void curvesAreDrawnBesideIt() throws IOException {
        figures.plot(new Plot("orders < a second").curve("placed", List.of(1.0, 2.0, 4.0)));

        var file = new Results(root).write("sagas", Map.of(), true, figures);

        assertThat(file.getFileName().toString()).startsWith("sagas-quick-");
        assertThat(file.resolveSibling(svg(file)))
                .content()
                .contains("orders &lt; a second", "0.0,195.0 450.0,130.0 900.0,0.0");
    }

    private static String svg(Path file) {
        return file.getFileName().toString().replace(".json", ".svg");
    }
}
