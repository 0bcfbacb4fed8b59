package io.steadfast.local.stack;

import io.steadfast.local.Ports;
import io.steadfast.local.process.StartFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of one system, all on the loopback interface. */
public record StackPorts(int orders, int inventory, int orchestrator, int postgres, int amqp, int management) {

    private static final String ORDERS = "STEADFAST_ORDER_PORT";
    private static final String INVENTORY = "STEADFAST_INVENTORY_PORT";
    private static final String ORCHESTRATOR = "STEADFAST_ORCHESTRATOR_PORT";
    private static final String POSTGRES = "STEADFAST_POSTGRES_PORT";
    private static final String AMQP = "STEADFAST_AMQP_PORT";
    private static final String MANAGEMENT = "STEADFAST_RABBITMQ_MANAGEMENT_PORT";

    /** The documented ports, or those that the environment names. */
    public static StackPorts from(Map<String, String> environment) {
        return new StackPorts(
                port(environment, ORDERS, 8081),
                port(environment, INVENTORY, 8082),
                port(environment, ORCHESTRATOR, 8083),
                port(environment, POSTGRES, 15432),
                port(environment, AMQP, 15673),
                port(environment, MANAGEMENT, 15674));
    }

    /** Ports that were free a moment ago. */
    public static StackPorts free() {
        return new StackPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    /** The ports by the variable that sets them. */
    Map<String, Integer> byVariable() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put(POSTGRES, postgres);
        ports.put(AMQP, amqp);
        ports.put(MANAGEMENT, management);
        ports.put(ORDERS, orders);
        ports.put(INVENTORY, inventory);
        ports.put(ORCHESTRATOR, orchestrator);
        return ports;
    }

    private static int port(Map<String, String> environment, String variable, int usual) {
        var value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            return usual;
        }
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65535) {
            return Integer.parseInt(value);
        }
        throw new StartFailure("%s is \"%s\", which is not a port (1 to 65535).".formatted(variable, value));
    }
}
