package io.steadfast.messaging.outbox;

import io.steadfast.messaging.RetryWindow;
import io.steadfast.messaging.rabbit.BrokerLink;
import io.steadfast.messaging.wire.TimeOrderedId;
import io.steadfast.messaging.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox and its relay. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    Shards outboxShards(JdbcClient jdbc) {
        return OutboxTable.shards(jdbc);
    }

    @Bean
    RelayDatabase relayDatabase(JdbcConnectionDetails details, OutboxProperties properties) {
        Duration abandonAfter = properties.confirmTimeout().multipliedBy(3);
        return new RelayDatabase(details, properties.lanes(), abandonAfter);
    }

    @Bean
    Relay outboxRelay(
            Shards shards,
            RelayDatabase database,
            BrokerLink publishingLink,
            OutboxProperties properties,
            Clock clock) {
        UUID instance = TimeOrderedId.next();
        var leases = new ShardLeases(
                instance,
                shards,
                database,
                leaseProvider(database.jdbcTemplate(), instance),
                publishingLink,
                clock,
                properties.leaseDuration());
        return new Relay(shards, database, publishingLink, leases, properties, clock);
    }

    @Bean
    public Outbox outbox(
            DataSource dataSource, Wire wire, Shards shards, Clock clock, OutboxProperties properties, Relay relay) {
        return new Outbox(
                dataSource, wire, shards, clock, properties.maxBodySize().toBytes(), relay);
    }

    @Bean
    RetryWindow refusedMessages(OutboxProperties properties) {
        return new RetryWindow("steadfast.outbox.max-backoff", properties.maxBackoff());
    }

    /** Leases are told apart by instance, not by host: two instances on one host are two. */
    static LockProvider leaseProvider(JdbcTemplate jdbc, UUID instance) {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .withLockedByValue(instance.toString())
                .usingDbTime()
                .build());
    }
}
