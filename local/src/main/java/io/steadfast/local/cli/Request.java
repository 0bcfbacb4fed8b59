package io.steadfast.local.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a command line asks for. */
sealed interface Request {

    /** Start everything. */
    record Run(boolean once, boolean fresh, boolean demo, boolean embeddedBroker) implements Request {}

    /** Ask the system that runs; the words are the command and, for some, the service. */
    record Ask(List<String> words) implements Request {}

    record Sql(String query) implements Request {}

    record Help() implements Request {}

    Set<String> OPTIONS = Set.of("--once", "--fresh", "--no-demo", "--embedded-broker");
    List<String> SERVICES = List.of("order-service", "inventory-service", "saga-orchestrator", "broker", "postgres");

    /**
     * Reads a command line.
     *
     * @throws UsageError that says what is wrong with it
     */
    static Request parse(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return new Help();
        }
        var command =
                arguments.stream().filter(argument -> !argument.startsWith("-")).findFirst();
        return command.isPresent() && arguments.get(0).equals(command.get())
                ? command(command.get(), arguments.subList(1, arguments.size()))
                : run(arguments);
    }

    private static Request run(List<String> arguments) {
        for (var argument : arguments) {
            if (!OPTIONS.contains(argument)) {
                throw new UsageError(
                        "Unknown %s \"%s\".".formatted(argument.startsWith("-") ? "option" : "argument", argument));
            }
        }
        return new Run(
                arguments.contains("--once"),
                arguments.contains("--fresh"),
                !arguments.contains("--no-demo"),
                arguments.contains("--embedded-broker"));
    }

    private static Request command(String command, List<String> arguments) {
        switch (command) {
            case "status" -> {
                return new Ask(words(command, atMost(0, command, arguments)));
            }
            case "sql" -> {
                return new Sql(atMost(1, command, arguments).stream()
                        .findFirst()
                        .orElseThrow(() -> new UsageError("sql needs a query, such as ./run sql \"select 1\".")));
            }
            case "stop" -> {
                return new Ask(
                        words(command, service(command, arguments).stream().toList()));
            }
            case "start", "restart" -> {
                var service = service(command, arguments)
                        .orElseThrow(() ->
                                new UsageError(command + " needs a service: " + String.join(", ", SERVICES) + "."));
                return new Ask(List.of(command, service));
            }
            default -> throw new UsageError("Unknown command \"" + command + "\".");
        }
    }

    private static Optional<String> service(String command, List<String> arguments) {
        var service = atMost(1, command, arguments).stream().findFirst();
        service.filter(name -> !SERVICES.contains(name)).ifPresent(name -> {
            throw new UsageError("Unknown service \"%s\"; there are %s.".formatted(name, String.join(", ", SERVICES)));
        });
        return service;
    }

    private static List<String> atMost(int most, String command, List<String> arguments) {
        if (arguments.size() > most) {
            throw new UsageError("\"%s\" is too much for %s.".formatted(arguments.get(most), command));
        }
        return arguments;
    }

    private static List<String> words(String command, List<String> arguments) {
        var words = new ArrayList<>(List.of(command));
        words.addAll(arguments);
        return List.copyOf(words);
    }
}
