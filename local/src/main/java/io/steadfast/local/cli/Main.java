package io.steadfast.local.cli;

import io.steadfast.local.Home;
import io.steadfast.local.control.ControlClient;
import io.steadfast.local.control.HomeLock;
import io.steadfast.local.control.Launcher;
import io.steadfast.local.process.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** {@code ./run}. Exit codes: 0 done, 1 could not be done, 2 not understood. */
public final class Main {

    private final Map<String, String> environment;
    private final Home home;
    private final PrintStream out;
    private final PrintStream err;

    private Main(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.home = new Home(Path.of(environment.getOrDefault("STEADFAST_HOME", ".local")));
        this.out = out;
        this.err = err;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        var exitCode = new Main(System.getenv(), System.out, System.err).run(List.of(arguments));
        System.exit(exitCode);
    }

    private int run(List<String> arguments) {
        try {
            var request = Request.parse(arguments);
            if (request instanceof Request.Run run) {
                return new Session(home, environment, out).run(run);
            }
            if (request instanceof Request.Sql sql) {
                return new SqlCommand(launcher().postgresPort(), out).run(sql.query());
            }
            if (request instanceof Request.Ask ask) {
                return ask(ask.words());
            }
            return help();
        } catch (UsageError e) {
            err.println(e.getMessage() + " ./run --help tells what there is.");
            return 2;
        } catch (StartFailure e) {
            err.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("The Steadfast that serves " + home.folder() + " does not answer: " + e.getMessage());
            return 1;
        }
    }

    private int ask(List<String> words) throws IOException {
        var exitCode = new ControlClient(launcher()).ask(words, out);
        if (words.equals(List.of("stop"))) {
            awaitEnd();
        }
        return exitCode;
    }

    /** After its last word the launcher still has to end; a new {@code ./run} must be possible when this returns. */
    private void awaitEnd() {
        while (HomeLock.isHeld(home)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private Launcher launcher() {
        if (!HomeLock.isHeld(home)) {
            throw new StartFailure("No Steadfast runs in " + home.folder() + "; ./run starts it.");
        }
        return Launcher.of(home)
                .orElseThrow(() -> new StartFailure("The Steadfast in " + home.folder() + " is only just starting."));
    }

    private int help() throws IOException {
        try (InputStream text = Main.class.getResourceAsStream("help.txt")) {
            if (text == null) {
                throw new IllegalStateException("help.txt is missing");
            }
            text.transferTo(out);
            return 0;
        }
    }
}
