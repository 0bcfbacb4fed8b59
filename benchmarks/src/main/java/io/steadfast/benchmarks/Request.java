package io.steadfast.benchmarks;

import io.steadfast.local.broker.BrokerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a command line asks for. */
record Request(List<String> names, Options options) {

    private static final String ALL = "all";

    /**
     * Reads a command line.
     *
     * @throws UsageError that says what is wrong with it
     */
    static Request parse(List<String> arguments, Set<String> known) {
        var names = new ArrayList<String>();
        var quick = false;
        var broker = BrokerKind.RABBITMQ;
        var rate = 1000;
        var minutes = 2;
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case "--quick" -> quick = true;
                case "--embedded-broker" -> broker = BrokerKind.QPID;
                case "--rate" -> rate = number(argument, rest.hasNext() ? rest.next() : "");
                case "--minutes" -> minutes = number(argument, rest.hasNext() ? rest.next() : "");
                case ALL -> names.addAll(known);
                default -> names.add(known(argument, known));
            }
        }
        var asked =
                names.isEmpty() ? List.copyOf(known) : names.stream().distinct().toList();
        return new Request(asked, new Options(quick, rate, minutes, broker));
    }

    private static String known(String argument, Set<String> known) {
        if (known.contains(argument)) {
            return argument;
        }
        throw new UsageError(
                argument.startsWith("-")
                        ? "Unknown option \"%s\".".formatted(argument)
                        : "Unknown benchmark \"%s\"; there are %s and %s."
                                .formatted(argument, String.join(", ", known), ALL));
    }

    private static int number(String option, String value) {
        if (value.matches("[1-9][0-9]{0,5}")) {
            return Integer.parseInt(value);
        }
        throw new UsageError("%s needs a whole number, not \"%s\".".formatted(option, value));
    }
}
