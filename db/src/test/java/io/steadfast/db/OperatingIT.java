package io.steadfast.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.steadfast.local.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement that {@code docs/operating.md} has somebody paste runs, by the role that it names. */
class OperatingIT {

    private static final Path PAGE = Path.of("..", "docs", "operating.md");
    private static final Path REPAIR = Path.of("repair");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");
    private static final Pattern ROLE = Pattern.compile("(?m)^ *-- [aA]s:? (\\w+)");
    private static final TestDatabase DATABASE = MigratedDatabase.create();

    static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(REPAIR)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreStatements() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(10);
        assertThat(files()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyStatementOfThePageRunsAsTheRoleThatItNames(String block) {
        assertThatCode(() -> run(block)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRepairRunsAsTheRoleThatItNamesAndMendsNothingWhereNothingIsWrong(Path file)
            throws IOException, SQLException {
        assertThat(run(Files.readString(file))).isZero();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRepairSaysHowToRunItAndThePageNamesIt(Path file) throws IOException {
        String name = "db/repair/" + file.getFileName();
        assertThat(Files.readString(file)).startsWith("-- ").contains("?").contains("-- Run: ./run sql \"$(");
        assertThat(Files.readString(file).split("-- Run: ")[1].split("\n")[0]).contains(name);
        assertThat(Files.readString(PAGE)).contains(name);
    }

    /** How many rows it has changed. */
    private static int run(String sql) throws SQLException {
        String role = ROLE.matcher(sql).results().findFirst().orElseThrow().group(1);
        try (var connection = DATABASE.connectAs(role);
                var statement = connection.createStatement()) {
            boolean asked = statement.execute(sql.replace("RESTORED_TO", "2026-11-25T18:26:35Z"));
            return asked ? 0 : statement.getUpdateCount();
        }
    }
}
