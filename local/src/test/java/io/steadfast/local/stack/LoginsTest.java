package io.steadfast.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void home() {
        home = new Home(folder.resolve("home"));
    }

    @Test
    void passwordsAreMadeOnceAndKept() {
        var first = Logins.of(home, Map.of());

        assertThat(first.operator().text())
                .hasSizeGreaterThanOrEqualTo(20)
                .isNotEqualTo(first.viewer().text());
        assertThat(Logins.of(home, Map.of())).isEqualTo(first);
        assertThat(home.operatorPassword()).hasContent(first.operator().text());
        assertThat(home.viewerPassword()).hasContent(first.viewer().text());
    }

    @Test
    void onlyTheOwnerMayReadThem() throws IOException {
        Logins.of(home, Map.of());

        for (var file : new Path[] {home.operatorPassword(), home.viewerPassword()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theEnvironmentWinsAndIsNotKept() {
        var logins = Logins.of(home, Map.of("STEADFAST_OPERATOR_PASSWORD", "given"));

        assertThat(logins.operator().text()).isEqualTo("given");
        assertThat(home.operatorPassword()).doesNotExist();
    }

    @Test
    void whoLooksForThemIsToldWhereTheyAre() {
        var logins = Logins.of(home, Map.of("STEADFAST_OPERATOR_PASSWORD", "given", "STEADFAST_VIEWER_PASSWORD", " "));

        assertThat(logins.operator().whereabouts()).isEqualTo("from STEADFAST_OPERATOR_PASSWORD");
        assertThat(logins.viewer().whereabouts()).isEqualTo("in " + home.viewerPassword());
    }

    @Test
    void passwordsAreNotPrintedByAccident() {
        var logins = Logins.of(home, Map.of("STEADFAST_OPERATOR_PASSWORD", "given"));

        assertThat(logins).asString().doesNotContain("given", logins.viewer().text());
    }
}
