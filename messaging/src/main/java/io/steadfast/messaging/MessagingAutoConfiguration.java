package io.steadfast.messaging;

import io.steadfast.messaging.database.DatabaseConfiguration;
import io.steadfast.messaging.inbox.InboxConfiguration;
import io.steadfast.messaging.outbox.OutboxConfiguration;
import io.steadfast.messaging.rabbit.RabbitConfiguration;
import java.time.Clock;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Brings outbox, relay, inbox and listeners to a service that has a {@code Wire} bean. */
@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, RabbitAutoConfiguration.class})
@EnableScheduling
@EnableSchedulerLock(defaultLockAtMostFor = "PT10M")
@Import({DatabaseConfiguration.class, OutboxConfiguration.class, InboxConfiguration.class, RabbitConfiguration.class})
public class MessagingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** For jobs that run on one instance at a time, in the database's time. */
    @Bean
    @ConditionalOnMissingBean
    LockProvider lockProvider(JdbcTemplate jdbc) {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .usingDbTime()
                .build());
    }
}
