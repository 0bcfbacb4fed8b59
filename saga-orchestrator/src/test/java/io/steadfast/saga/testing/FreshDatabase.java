package io.steadfast.saga.testing;

import io.steadfast.local.Ports;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives the service a database, which is also a bean, and a broker's port where nobody listens. */
public class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestServers.newDatabase();
        context.getBeanFactory().registerSingleton("testDatabase", database);
        TestPropertyValues.of(
                        "STEADFAST_SAGAS_JDBC_URL=" + database.jdbcUrl(),
                        "STEADFAST_AMQP_HOST=127.0.0.1",
                        "STEADFAST_AMQP_PORT=" + Ports.free(),
                        "STEADFAST_OPERATOR_PASSWORD=operator-secret",
                        "STEADFAST_VIEWER_PASSWORD=viewer-secret")
                .applyTo(context);
    }
}
