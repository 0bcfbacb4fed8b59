package io.steadfast.messaging.outbox;

import static org.awaitility.Awaitility.await;

import io.steadfast.messaging.rabbit.BrokerLink;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.unit.DataSize;

class RelayLaneTest {

    @Test
    void anErrorEndsOneDrainAndNotTheRelay() throws Exception {
        var asked = new AtomicInteger();
        try (var database = new RelayDatabase(new Nowhere(), 1, Duration.ofSeconds(1))) {
            var lane = new RelayLane(
                    0,
                    new OutboxDrain(database, link(), properties()),
                    () -> {
                        if (asked.incrementAndGet() == 1) {
                            throw new OutOfMemoryError("for a moment");
                        }
                        return Set.of();
                    },
                    Clock.systemUTC());
            lane.start();
            lane.wake();
            await().until(() -> asked.get() == 1);
            await().until(() -> {
                lane.wake();
                return asked.get() > 1;
            });
            lane.stop();
        }
    }

    private static BrokerLink link() {
        var connections = new CachingConnectionFactory("localhost", 1);
        return new BrokerLink(connections, new RabbitAdmin(connections));
    }

    private static OutboxProperties properties() {
        Duration second = Duration.ofSeconds(1);
        return new OutboxProperties(
                1, 1, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), second, second, second, second, second);
    }

    private static final class Nowhere implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return "nobody";
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getJdbcUrl() {
            return "jdbc:postgresql://localhost:1/none";
        }
    }
}
