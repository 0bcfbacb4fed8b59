package io.steadfast.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path folder;

    @Test
    void theLastLinesAreQuotedWithoutStackFrames() throws IOException {
        var log = folder.resolve("service.log");
        Files.writeString(
                log,
                "one\n".repeat(100)
                        + "Caused by: no such table\n" + "\tat a.B.c(B.java:1)\n".repeat(50)
                        + "\t... 67 common frames omitted\n");

        assertThat(LogTail.of(log))
                .contains(log.toString(), "no such table")
                .doesNotContain("B.java", "common frames")
                .hasLineCount(9);
    }

    @Test
    void aLogThatIsNotThereIsNamed() {
        assertThat(LogTail.of(folder.resolve("none.log"))).contains("none.log");
    }
}
