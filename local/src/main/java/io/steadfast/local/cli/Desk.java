package io.steadfast.local.cli;

import io.steadfast.local.LocalService;
import io.steadfast.local.demo.Table;
import io.steadfast.local.process.Memory;
import io.steadfast.local.process.StartFailure;
import io.steadfast.local.stack.Stack;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Does what other terminals ask of the running system. */
final class Desk {

    private final Stack stack;
    private final Runnable afterStop;
    private volatile boolean open;

    Desk(Stack stack, Runnable afterStop) {
        this.stack = stack;
        this.afterStop = afterStop;
    }

    /** From now on single services may be stopped and started. */
    void open() {
        open = true;
    }

    int handle(List<String> words, PrintStream out) {
        var command = words.get(0);
        if (command.equals("status")) {
            out.print(status());
            return 0;
        }
        if (command.equals("stop") && words.size() == 1) {
            stack.stop();
            out.println("Stopped.");
            afterStop.run();
            return 0;
        }
        var service = words.size() < 2 ? null : stack.service(words.get(1)).orElse(null);
        if (service == null) {
            out.println("Not understood: " + String.join(" ", words));
            return 2;
        }
        if (!open) {
            out.println("Steadfast is still starting.");
            return 1;
        }
        return change(command, service, out);
    }

    private static int change(String command, LocalService service, PrintStream out) {
        try {
            if (!command.equals("start")) {
                service.stop();
                out.println(service.name() + " is stopped.");
            }
            if (!command.equals("stop")) {
                service.start();
                out.println(service.name() + " is ready.");
            }
            return 0;
        } catch (StartFailure e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    private String status() {
        var table = new Table("service", "state", "pid", "port", "memory", "log");
        for (var service : stack.services()) {
            var running = service.isRunning();
            table.add(
                    service.name(),
                    service.state().toString().toLowerCase(Locale.ROOT),
                    running ? service.pid() : "",
                    service.port(),
                    running ? Memory.of(service.pid()) : "",
                    service.log());
        }
        return table + "The broker is " + stack.broker().kind().title() + "; the home is "
                + stack.settings().home().folder() + "." + System.lineSeparator();
    }
}
