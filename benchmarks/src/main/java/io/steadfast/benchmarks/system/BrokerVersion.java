package io.steadfast.benchmarks.system;

import com.rabbitmq.client.ConnectionFactory;
import io.steadfast.local.broker.Broker;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What the broker says of itself. */
public final class BrokerVersion {

    private BrokerVersion() {}

    public static String of(Broker broker) throws IOException {
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        try (var connection = factory.newConnection()) {
            return broker.kind().title() + " "
                    + connection.getServerProperties().get("version");
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
    }
}
