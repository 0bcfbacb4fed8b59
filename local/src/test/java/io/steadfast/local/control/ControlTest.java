package io.steadfast.local.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try")
class ControlTest {

    @TempDir
    private Path folder;

    @Test
    void wordsGoInAndLinesAndTheExitCodeComeOut() throws IOException {
        var home = new Home(folder);
        try (var server = ControlServer.start(home, 1, (words, out) -> {
            out.println("heard " + words);
            return 3;
        })) {
            var heard = new ByteArrayOutputStream();

            var exitCode = new ControlClient(Launcher.of(home).orElseThrow())
                    .ask(List.of("stop", "broker"), new PrintStream(heard, true, UTF_8));

            assertThat(exitCode).isEqualTo(3);
            assertThat(heard.toString(UTF_8)).isEqualToIgnoringNewLines("heard [stop, broker]");
        }
    }

    @Test
    void whoDoesNotKnowTheTokenIsNotHeard() throws IOException {
        var home = new Home(folder);
        try (var server = ControlServer.start(home, 1, (words, out) -> 0)) {
            var launcher = Launcher.of(home).orElseThrow();
            var stranger = new Launcher(launcher.pid(), launcher.port(), "guess", 1);

            assertThat(new ControlClient(stranger).ask(List.of("stop"), new PrintStream(new ByteArrayOutputStream())))
                    .isEqualTo(1);
        }
    }

    @Test
    void aHomeIsServedByOneAtATime() {
        var home = new Home(folder);

        try (var lock = HomeLock.tryAcquire(home).orElseThrow()) {
            assertThat(HomeLock.tryAcquire(home)).isEmpty();
            assertThat(HomeLock.isHeld(home)).isTrue();
        }
        assertThat(HomeLock.isHeld(home)).isFalse();
    }

    @Test
    void whatAKilledLauncherLeftBehindIsForgotten() throws IOException {
        var home = new Home(folder);
        var ended = new ProcessBuilder("true").start();
        ended.onExit().join();
        Files.writeString(home.pidFile("broker"), ended.pid() + "\n");
        Files.writeString(home.run().resolve("launcher"), "pid=1\nport=1\ntoken=x\npostgres-port=1\n");

        Predecessor.awaitEnd(home);

        assertThat(home.pidFile("broker")).doesNotExist();
        assertThat(Launcher.of(home)).isEmpty();
    }
}
