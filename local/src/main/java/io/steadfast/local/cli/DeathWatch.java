package io.steadfast.local.cli;

import io.steadfast.local.LocalService;
import io.steadfast.local.stack.Stack;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Tells when a service dies. It is not started again: people want to watch what its absence does. */
final class DeathWatch {

    private static final Duration INTERVAL = Duration.ofMillis(300);

    private final Stack stack;
    private final PrintStream out;
    private final Set<LocalService> reported = new HashSet<>();

    DeathWatch(Stack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
    }

    void start() {
        var thread = new Thread(this::watch, "death-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (true) {
            stack.services().forEach(this::look);
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    private void look(LocalService service) {
        if (service.state() != LocalService.State.DIED) {
            reported.remove(service);
        } else if (reported.add(service)) {
            out.printf(
                    "%n%s has died; ./run start %s starts it again; %s%n",
                    service.name(), service.name(), service.lastWords());
        }
    }
}
