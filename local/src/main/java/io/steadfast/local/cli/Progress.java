package io.steadfast.local.cli;

import io.steadfast.local.LocalService;
import io.steadfast.local.stack.StartListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A line for each thing that is waited for, when it is ready. */
final class Progress implements StartListener {

    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    @Override
    public void starting(LocalService service) {
        out.printf("  %-18s starting%n", service.name());
    }

    @Override
    public void ready(LocalService service, Duration after) {
        out.printf("  %-18s ready after %s on port %d%n", service.name(), seconds(after), service.port());
    }
}
