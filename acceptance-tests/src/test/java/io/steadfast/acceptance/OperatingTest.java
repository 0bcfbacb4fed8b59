package io.steadfast.acceptance;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/operating.md} names exists. That its SQL runs is tested in the module {@code db}. */
class OperatingTest {

    private static final String PAGE = SourceTree.read("docs/operating.md");

    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern RELATION = Pattern.compile("(orders|inventory|sagas|audit)\\.([a-z_]+)");
    private static final Pattern PATH =
            Pattern.compile("(?<![a-z.*])/(?:admin|orders|products|reservations)\\b[\\w/{}-]*");
    private static final Pattern MAPPING = Pattern.compile("Mapping\\((?:path = )?\"(/[^\"]*)\"");
    private static final Pattern PROPERTY = Pattern.compile("steadfast\\.[a-z-]+\\.[a-z.-]*[a-z]");
    private static final Pattern VARIABLE = Pattern.compile("STEADFAST_[A-Z_]*[A-Z]");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)]+)\\)");
    private static final Pattern LOG = Pattern.compile("(?:log|says): `([^`…]+)`");

    @Test
    void everyTableAndViewExists() {
        assertThat(spans().flatMap(span -> RELATION.matcher(span).results().filter(name -> isWhole(name, span))))
                .hasSizeGreaterThan(20)
                .filteredOn(
                        name -> !migrations(name.group(1)).matches("(?s).*\\b(table|view) " + name.group(2) + "\\b.*"))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    /** Not {@code sagas.dump}, nor {@code inventory.reserve} in a longer word. */
    private static boolean isWhole(MatchResult name, String span) {
        return name.start() == 0 && name.end() == span.length();
    }

    @Test
    void everyPathIsServed() {
        Set<String> served = sources(".java").stream()
                .flatMap(text -> MAPPING.matcher(text).results())
                .map(mapping -> withoutNames(mapping.group(1)))
                .collect(toSet());
        served.add("/admin");

        assertThat(Stream.concat(spans(), shell())
                        .flatMap(text -> PATH.matcher(text).results())
                        .map(path -> withoutNames(path.group())))
                .hasSizeGreaterThan(20)
                .allSatisfy(path -> assertThat(served).contains(path));
    }

    /** A password on a command line is in every list of processes. */
    @Test
    void everyCallThatNeedsALoginIsMadeByTheFunctionThatHidesIt() {
        assertThat(shell().flatMap(String::lines).filter(line -> line.contains("localhost:8083/admin")))
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(line.strip()).startsWith("admin "));
        assertThat(PAGE).contains("admin() {").doesNotContain("-u operator");
    }

    private static String withoutNames(String path) {
        return path.replaceAll("\\{\\w*}|[A-Z]+_ID|\\b01a2\\b", "{}").replaceAll("/$", "");
    }

    @Test
    void everyPropertyIsDocumented() {
        String configuration = SourceTree.read("docs/configuration.md");
        assertThat(PROPERTY.matcher(PAGE).results().map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(configuration).contains("`" + property + "`"));
    }

    @Test
    void everyEnvironmentVariableIsDocumentedOrStandsForAProperty() {
        String configuration = SourceTree.read("docs/configuration.md");
        Set<String> known = Stream.concat(
                        VARIABLE.matcher(configuration).results().map(MatchResult::group),
                        PROPERTY.matcher(configuration).results().map(OperatingTest::variable))
                .collect(toSet());
        assertThat(VARIABLE.matcher(PAGE).results().map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    private static String variable(MatchResult property) {
        return property.group().replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Test
    void reasonsAreThoseOfTheViewAndNoOthers() {
        String view = migrations("sagas").split("create (or replace )?view saga_situation")[1];
        String why = view.substring(0, view.indexOf("end as reason) why"));
        String cases = why.substring(why.lastIndexOf("select case"));

        assertThat(firstColumnBelow("| reason | it means |"))
                .hasSizeGreaterThan(6)
                .isEqualTo(Pattern.compile("(?:then|else) '([a-z-]+)'")
                        .matcher(cases)
                        .results()
                        .map(word -> word.group(1))
                        .collect(toCollection(TreeSet::new)));
    }

    @Test
    void rulesAreThoseOfTheAuditsAndNoOthers() {
        List<String> rules = Pattern.compile("select '(\\d [^']+)'")
                .matcher(migrations("audit"))
                .results()
                .map(rule -> rule.group(1))
                .toList();
        assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThat(PAGE).contains(rule));
        assertThat(firstColumnBelow("| rule | what it may mean | mend |"))
                .extracting(rule -> rule.substring(0, 1))
                .containsOnly(rules.stream().map(rule -> rule.substring(0, 1)).toArray(String[]::new));
    }

    @Test
    void whatIsQuotedFromLogsAndErrorsIsSaid() {
        String sources = String.join("\n", sources(".java"));
        assertThat(LOG.matcher(PAGE).results().map(line -> line.group(1)))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(sources).contains(line));
    }

    @Test
    void everyTestExists() {
        String tests = SourceTree.files("src/test/java", name -> name.matches("\\w+(Test|IT)\\.java")).stream()
                .map(SourceTree::read)
                .collect(joining());
        assertThat(TEST.matcher(PAGE).results())
                .isNotEmpty()
                .allSatisfy(test -> assertThat(tests)
                        .contains("class " + test.group(1) + " ")
                        .contains(" void " + test.group(2) + "("));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        Set<String> headings = PAGE.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(toSet());
        assertThat(LINK.matcher(PAGE).results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(link -> {
                    if (link.startsWith("#")) {
                        assertThat(headings).contains(link.substring(1));
                    } else {
                        assertThat(Path.of("..", "docs").resolve(link.split("#")[0]))
                                .exists();
                    }
                });
    }

    @Test
    void everyFileOfSqlExists() {
        assertThat(Pattern.compile("db/(queries|repair)/[\\w-]+\\.sql")
                        .matcher(PAGE)
                        .results()
                        .map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of("..", file)).exists());
    }

    private static Set<String> firstColumnBelow(String header) {
        assertThat(PAGE).contains(header);
        return PAGE.substring(PAGE.indexOf(header))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line ->
                        SPAN.matcher(line).results().findFirst().orElseThrow().group(1))
                .collect(toCollection(TreeSet::new));
    }

    /** Code in the text, not in blocks. */
    private static Stream<String> spans() {
        return SPAN.matcher(PAGE.replaceAll("(?s)```.*?```", "")).results().map(span -> span.group(1));
    }

    private static Stream<String> shell() {
        return SHELL.matcher(PAGE).results().map(block -> block.group(1));
    }

    private static String migrations(String schema) {
        return SourceTree.files("src/main/resources/db", name -> name.endsWith(".sql")).stream()
                .filter(file -> Stream.of(schema, schema.equals("audit") ? schema : "shared")
                        .anyMatch(file.getParent()::endsWith))
                .map(SourceTree::read)
                .filter(not(String::isBlank))
                .collect(joining("\n"));
    }

    private static List<String> sources(String ending) {
        return SourceTree.files("src/main", name -> name.endsWith(ending)).stream()
                .map(SourceTree::read)
                .toList();
    }
}
