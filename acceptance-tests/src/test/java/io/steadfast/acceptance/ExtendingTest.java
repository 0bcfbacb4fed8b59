package io.steadfast.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in {@code docs/extending.md} is code that is compiled and run: each block is in the file linked above it. */
class ExtendingTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(java|json|sql|yaml)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern LEFT_OUT = Pattern.compile("(?m)^\\s*(?://|--|#)?\\s*…$");

    private static final Path FOLDER = Path.of("../docs");
    private static final String PAGE = SourceTree.read("docs/extending.md");

    /** A block of the page and the file that is linked last before it. */
    private record Block(String file, List<String> parts) {

        /** The part that the file lacks, or has elsewhere; how the lines are broken does not matter. */
        Optional<String> missing() {
            String source = withoutSpace(SourceTree.read(FOLDER.resolve(file)));
            int from = 0;
            for (String part : parts) {
                int at = source.indexOf(withoutSpace(part), from);
                if (at < 0) {
                    return Optional.of("%s lacks%n%s".formatted(file, part));
                }
                from = at + withoutSpace(part).length();
            }
            return Optional.empty();
        }
    }

    @Test
    void everyBlockOfCodeIsInTheFileThatIsLinkedAboveIt() {
        assertThat(blocks()).hasSizeGreaterThan(10);
        assertThat(blocks().stream().flatMap(block -> block.missing().stream())).isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(LINK.matcher(PAGE).results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(Files.exists(FOLDER.resolve(file))).as(file).isTrue());
    }

    private static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int before = 0;
        for (MatchResult block : BLOCK.matcher(PAGE).results().toList()) {
            String above = PAGE.substring(before, block.start());
            String file = LINK.matcher(above)
                    .results()
                    .map(link -> link.group(1))
                    .reduce((first, last) -> last)
                    .orElseThrow(() -> new AssertionError("No file is linked above " + block.group()));
            blocks.add(new Block(file, List.of(LEFT_OUT.split(block.group(2)))));
            before = block.end();
        }
        return blocks;
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
