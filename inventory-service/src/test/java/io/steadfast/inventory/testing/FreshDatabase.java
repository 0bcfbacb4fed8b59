package io.steadfast.inventory.testing;

import io.steadfast.local.Ports;
import io.steadfast.local.testing.TestServers;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives the service a database, and a broker's port where nobody listens. */
class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "STEADFAST_INVENTORY_JDBC_URL="
                                + TestServers.newDatabase().jdbcUrl(),
                        "STEADFAST_AMQP_HOST=127.0.0.1",
                        "STEADFAST_AMQP_PORT=" + Ports.free())
                .applyTo(context);
    }
}
