package io.steadfast.example.payment;

import io.steadfast.local.Ports;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.local.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

/** Gives payment-service a database, and a broker's port where nobody listens. */
public class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestServers.newDatabase();
        database.execute(bootstrapWithPayments());
        TestPropertyValues.of(
                        "STEADFAST_PAYMENTS_JDBC_URL=" + database.jdbcUrl(),
                        "STEADFAST_AMQP_HOST=127.0.0.1",
                        "STEADFAST_AMQP_PORT=" + Ports.free())
                .applyTo(context);
    }

    /** As {@code db/bootstrap.sql} is once it names one service more. */
    private static String bootstrapWithPayments() {
        try {
            String sql = new ClassPathResource("db/bootstrap.sql").getContentAsString(StandardCharsets.UTF_8);
            return sql.replace("'sagas'];", "'sagas', 'payments'];");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
