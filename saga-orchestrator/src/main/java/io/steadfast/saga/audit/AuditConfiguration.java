package io.steadfast.saga.audit;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;

/** In the background, after the service is ready, which does not depend on it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "steadfast.audit.migrate", matchIfMissing = true)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {

    @Bean
    ApplicationListener<ApplicationReadyEvent> auditMigration(
            JdbcClient jdbc, DataSourceProperties database, AuditProperties properties, TaskScheduler scheduler) {
        var migration = new AuditMigration(jdbc, database, properties);
        AtomicReference<@Nullable ScheduledFuture<?>> attempts = new AtomicReference<>();
        return ready -> attempts.set(scheduler.scheduleWithFixedDelay(
                () -> {
                    ScheduledFuture<?> scheduled = attempts.get();
                    if (scheduled != null && migration.attempt()) {
                        scheduled.cancel(false);
                    }
                },
                properties.retryInterval()));
    }
}
