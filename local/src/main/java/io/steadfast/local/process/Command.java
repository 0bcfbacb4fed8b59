package io.steadfast.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program to run as the process of a service.
 *
 * @param environment what is added to the launcher's own environment; an empty value removes the variable
 * @param stopSignal the signal that asks this program to end in an orderly way
 */
public record Command(List<String> arguments, Map<String, String> environment, String stopSignal, Duration grace) {

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    public static Command of(List<String> arguments) {
        return new Command(arguments, Map.of(), "TERM", Duration.ofSeconds(20));
    }

    /**
     * The {@code java} of the JVM at work here, with options for a program that should be soon ready and small. The second
     * compiler would cost more than it gains, and verifying the classes that Maven brought takes a quarter of a start.
     */
    public static List<String> java(String... arguments) {
        return Stream.concat(lastingJava("-XX:TieredStopAtLevel=1").stream(), Stream.of(arguments))
                .toList();
    }

    /** As {@link #java} for a program that runs for long and is worth both compilers. */
    public static List<String> lastingJava(String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var small =
                List.of(java, "-XX:+UseSerialGC", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");
        return Stream.concat(small.stream(), Stream.of(arguments)).toList();
    }

    public Command with(Map<String, String> moreEnvironment) {
        var all = new TreeMap<>(environment);
        all.putAll(moreEnvironment);
        return new Command(arguments, all, stopSignal, grace);
    }

    public Command stoppedBy(String signal) {
        return new Command(arguments, environment, signal, grace);
    }

    /** How long it may take to end before it is shot. */
    public Command within(Duration newGrace) {
        return new Command(arguments, environment, stopSignal, newGrace);
    }

    /** Runs the command to its end. */
    public Outcome run(Path log) {
        return Outcome.of(this, log);
    }
}
