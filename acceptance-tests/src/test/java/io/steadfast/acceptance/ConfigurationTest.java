package io.steadfast.acceptance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Compares {@code docs/configuration.md} with the code, and with what the compiler wrote down of its properties. */
class ConfigurationTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)`|[^|]*) \\|");
    private static final Pattern SCHEDULE = Pattern.compile("\"\\$\\{(steadfast\\.[a-z.-]+):([^}]*)}\"");
    private static final Pattern VARIABLE = Pattern.compile("STEADFAST_[A-Z_]*[A-Z]");
    private static final Pattern SETTING = Pattern.compile("\\b([A-Z]+(?:_[A-Z]+)+)=");
    private static final Pattern YAML_KEY = Pattern.compile("(?m)^( *)([a-z.-]+):(.*)$");

    private final Map<String, String> documented = documented();
    private final Map<String, String> properties = properties();

    @Test
    void everyPropertyIsDocumentedWithItsDefaultAndNoOther() {
        documented.keySet().removeIf(VARIABLE.asMatchPredicate());

        assertThat(documented).isEqualTo(properties);
    }

    @Test
    void everyEnvironmentVariableIsDocumentedAndNoOther() {
        documented.keySet().removeIf(VARIABLE.asMatchPredicate().negate());
        Set<String> used = Stream.concat(
                        sources(".yaml").stream(),
                        Stream.of("run", "compose.yaml").map(SourceTree::read))
                .flatMap(text -> VARIABLE.matcher(text).results())
                .map(MatchResult::group)
                .collect(toSet());
        sources(".java")
                .forEach(text ->
                        VARIABLE.matcher(text).results().map(MatchResult::group).forEach(used::add));

        assertThat(documented.keySet()).isEqualTo(used);
    }

    @Test
    void whatIsToBeSetForLoginsReachesTheContainersOfDockerCompose() {
        String logins =
                SourceTree.read("docs/configuration.md").split("## Logins\n")[1].split("\n## ")[0];
        String services = SourceTree.read("compose.yaml")
                .split("x-service-environment: ")[1]
                .split("\nservices:")[0];
        assertThat(SETTING.matcher(logins).results().map(setting -> setting.group(1)))
                .contains("SERVER_FORWARD_HEADERS_STRATEGY")
                .allSatisfy(variable -> assertThat(services).contains(variable + ": ${" + variable + ":-"));
    }

    @Test
    void schedulesHaveTheDefaultsOfTheirProperties() {
        assertThat(sources(".java").stream()
                        .flatMap(text -> SCHEDULE.matcher(text).results()))
                .isNotEmpty()
                .allSatisfy(placeholder ->
                        assertThat(properties).containsEntry(placeholder.group(1), placeholder.group(2)));
    }

    @Test
    void configurationFilesNameNoPropertyThatDoesNotExist() {
        assertThat(sources(".yaml").stream().flatMap(yaml -> keys(yaml).stream()))
                .filteredOn(key -> key.startsWith("steadfast."))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(properties).containsKey(key));
    }

    private static Map<String, String> documented() {
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(SourceTree.read("docs/configuration.md"))
                .results()
                .forEach(row -> rows.put(row.group(1), String.valueOf(row.group(2))));
        return rows;
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        List<Path> files = SourceTree.files("target/classes", "spring-configuration-metadata.json"::equals);
        assertThat(files).as("modules that were compiled: mvn compile").hasSizeGreaterThanOrEqualTo(4);
        files.forEach(file -> JsonMapper.shared()
                .readTree(file)
                .get("properties")
                .forEach(property -> properties.put(
                        property.get("name").asString(),
                        property.path("defaultValue").asString("null"))));
        return properties;
    }

    private static List<String> sources(String ending) {
        return SourceTree.files("src/main", name -> name.endsWith(ending)).stream()
                .map(SourceTree::read)
                .toList();
    }

    /** The whole names of all keys that have a value. */
    private static List<String> keys(String yaml) {
        List<String> keys = new ArrayList<>();
        List<String> path = new ArrayList<>();
        YAML_KEY.matcher(yaml).results().forEach(line -> {
            path.subList(Math.min(path.size(), line.group(1).length() / 2), path.size())
                    .clear();
            path.add(line.group(2));
            if (!line.group(3).isBlank()) {
                keys.add(String.join(".", path));
            }
        });
        return keys;
    }
}
