package io.steadfast.messaging.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** The database's clock, and scheduled jobs that outlive its absence. */
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean
    DatabaseClock databaseClock(JdbcClient jdbc) {
        return new DatabaseClock(jdbc);
    }

    /** Scheduled jobs run again anyway, so an absent database is worth a line each time and no stack trace. */
    @Bean
    ThreadPoolTaskSchedulerCustomizer scheduledJobFailures() {
        return scheduler -> scheduler.setErrorHandler(DatabaseConfiguration::failed);
    }

    private static void failed(Throwable failure) {
        if (failure instanceof DataAccessException || failure instanceof TransactionException) {
            log.warn("A scheduled job has failed and will run again: {}", failure.toString());
        } else {
            log.error("A scheduled job has failed and will run again", failure);
        }
    }
}
