package io.steadfast.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence of {@code docs/guarantees.md} names tests, and those exist. */
class GuaranteesTest {

    private static final Pattern REFERENCE = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    private static final Pattern ANNOTATION = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest)\\b");

    /** Classes of one name in several modules count as one. */
    private static final Map<String, String> TESTS =
            SourceTree.files("src/test/java", name -> name.endsWith("Test.java") || name.endsWith("IT.java")).stream()
                    .collect(groupingBy(
                            file -> file.getFileName().toString().replace(".java", ""),
                            mapping(SourceTree::read, joining())));

    @Test
    void everyGuaranteeNamesATest() {
        assertThat(guarantees())
                .hasSizeGreaterThan(30)
                .allSatisfy(guarantee -> assertThat(guarantee).containsPattern(REFERENCE));
    }

    @Test
    void everyTestThatIsNamedExists() {
        assertThat(guarantees().stream()
                        .flatMap(guarantee -> REFERENCE.matcher(guarantee).results()))
                .filteredOn(test -> !isTest(TESTS.getOrDefault(test.group(1), ""), test.group(2)))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    private static boolean isTest(String source, String method) {
        return Stream.of(source.split("\n\n"))
                .anyMatch(paragraph -> paragraph.contains(" void " + method + "(")
                        && ANNOTATION.matcher(paragraph).find());
    }

    private static List<String> guarantees() {
        String promised = SourceTree.read("docs/guarantees.md").split("\n## What is not promised")[0];
        return Stream.of(promised.split("\n- ")).skip(1).toList();
    }
}
