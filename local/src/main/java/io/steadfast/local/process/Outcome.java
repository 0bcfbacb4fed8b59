package io.steadfast.local.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** How a program that was run to its end went. */
public record Outcome(int exitCode) {

    public boolean succeeded() {
        return exitCode == 0;
    }

    static Outcome of(Command command, Path log) {
        var builder = new ProcessBuilder(command.arguments()).redirectErrorStream(true);
        builder.environment().putAll(command.environment());
        builder.redirectInput(Redirect.from(new java.io.File("/dev/null")));
        builder.redirectOutput(Redirect.appendTo(log.toFile()));
        try {
            return of(builder.start());
        } catch (IOException e) {
            return new Outcome(127);
        }
    }

    /** An interrupted caller's program ends. */
    private static Outcome of(Process process) {
        try {
            return new Outcome(process.waitFor());
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return new Outcome(130);
        }
    }
}
