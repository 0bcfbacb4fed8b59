package io.steadfast.local.stack;

import io.steadfast.local.Home;
import io.steadfast.local.broker.BrokerKind;
import java.util.Map;

/**
 * What one system is made of.
 *
 * @param environment what the services get in their environment besides what follows from the other settings; this wins
 */
public record StackSettings(
        Home home,
        StackPorts ports,
        BrokerKind broker,
        Logins logins,
        Map<String, String> environment,
        Purpose purpose) {

    public StackSettings {
        environment = Map.copyOf(environment);
    }
}
