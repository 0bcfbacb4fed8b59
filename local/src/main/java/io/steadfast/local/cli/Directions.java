package io.steadfast.local.cli;

import io.steadfast.local.broker.BrokerKind;
import io.steadfast.local.stack.Stack;
import java.io.PrintStream;

/** Where everything is, for a person who has just started it. */
final class Directions {

    private final Stack stack;
    private final PrintStream out;

    Directions(Stack stack, PrintStream out) {
        this.stack = stack;
        this.out = out;
    }

    void print() {
        var settings = stack.settings();
        line("Orders", stack.ordersUrl() + "/orders");
        line("Inventory", stack.inventoryUrl() + "/products");
        line("Sagas", stack.orchestratorUrl() + "/admin/sagas");
        line("Login", "operator, password " + settings.logins().operator().whereabouts());
        line(
                "",
                "viewer, who only reads, password " + settings.logins().viewer().whereabouts());
        if (settings.broker() == BrokerKind.RABBITMQ) {
            line("RabbitMQ", "http://localhost:" + settings.ports().management() + "/   (guest / guest)");
        }
        line("SQL", "psql -h 127.0.0.1 -p " + settings.ports().postgres() + " -U saga_reader steadfast");
        line("", "./run sql \"select * from sagas.saga_overview\"");
        line("Logs", settings.home().folder().resolve("logs").toString());
        out.printf("%nServing until Ctrl-C. Meanwhile, in another terminal: ./run status, ./run --help.%n");
    }

    private void line(String what, String where) {
        out.printf("  %-10s %s%n", what, where);
    }
}
