package io.steadfast.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedProcessIT {

    @TempDir
    private Path folder;

    @Test
    void thePidFileHoldsTheProcessIdOfTheCommandWhileItRuns() {
        var process = start("exec sleep 600");

        assertThat(pidFile()).hasContent(Long.toString(process.pid()));
        assertThat(Liveness.runs(process.pid())).isTrue();

        process.stop();
        assertThat(pidFile()).doesNotExist();
        assertThat(Liveness.runs(process.pid())).isFalse();
    }

    @Test
    void whatIgnoresAPoliteSignalIsKilledAfterItsGrace() {
        var process = start("trap '' TERM; while :; do sleep 1; done");

        process.stop();

        assertThat(process.isRunning()).isFalse();
        assertThat(Liveness.runs(process.pid())).isFalse();
    }

    @Test
    void aPausedProcessStillEnds() {
        var process = start("exec sleep 600");
        process.signal("STOP");

        process.stop();

        assertThat(process.isRunning()).isFalse();
    }

    @Test
    void aProcessWhoseGuardWasKilledStillEnds() {
        var process = start("exec sleep 600");
        var command = ProcessHandle.of(process.pid()).orElseThrow();
        var watchdog = command.parent().orElseThrow();
        await().until(() -> watchdog.children().count() == 2); // the command and its guard
        watchdog.children().filter(child -> !child.equals(command)).forEach(ProcessHandle::destroyForcibly);

        process.stop();

        assertThat(process.isRunning()).isFalse();
        assertThat(Liveness.runs(process.pid())).isFalse();
    }

    @Test
    void theChildrenOfAKilledCommandGoWithIt() throws IOException {
        var process = start("sleep 600 & echo $! >\"$0\"; wait");
        await().until(() ->
                Files.exists(childFile()) && !Files.readString(childFile()).isBlank());
        var child = Long.parseLong(Files.readString(childFile()).strip());

        process.kill();

        await().until(() -> !Liveness.runs(child));
    }

    @Test
    void aCommandThatEndsWhileItStartsIsQuotedFromItsLog() {
        assertThatThrownBy(() -> start("echo no room left; exit 3").awaitReady(() -> false, Duration.ofMinutes(1)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("no room left")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void aKilledLauncherLeavesNothingBehind() throws Exception {
        var launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Launching.class.getName(),
                        folder.toString())
                .redirectError(new File("/dev/null"))
                .redirectOutput(new File("/dev/null"))
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pidFile()));
        var child = Long.parseLong(Files.readString(pidFile()).strip());
        assertThat(Liveness.runs(child)).isTrue();

        launcher.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(30)).until(() -> !Liveness.runs(child) && !Files.exists(pidFile()));
    }

    /** The main class of a launcher that can be killed. */
    static final class Launching {

        private Launching() {}

        public static void main(String[] arguments) throws InterruptedException {
            var folder = Path.of(arguments[0]);
            WatchedProcess.start(
                    "sleeper",
                    Command.of(List.of("sleep", "600")),
                    folder.resolve("sleeper.log"),
                    folder.resolve("sleeper.pid"));
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    private WatchedProcess start(String script) {
        var command = Command.of(List.of("bash", "-c", script, childFile().toString()))
                .within(Duration.ofSeconds(1));
        return WatchedProcess.start("sleeper", command, folder.resolve("sleeper.log"), pidFile());
    }

    private Path pidFile() {
        return folder.resolve("sleeper.pid");
    }

    private Path childFile() {
        return folder.resolve("child");
    }
}
