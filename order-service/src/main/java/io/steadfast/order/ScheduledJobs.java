package io.steadfast.order;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Scheduled jobs run again anyway, so an absent database is worth a line each time and no stack trace. */
@Configuration(proxyBeanMethods = false)
class ScheduledJobs {

    private static final Logger log = LoggerFactory.getLogger(ScheduledJobs.class);

    @Bean
    ThreadPoolTaskSchedulerCustomizer scheduledJobFailures() {
        return scheduler -> scheduler.setErrorHandler(ScheduledJobs::failed);
    }

    private static void failed(Throwable failure) {
        if (failure instanceof DataAccessException || failure instanceof TransactionException) {
            log.warn("A scheduled job has failed and will run again: {}", failure.toString());
        } else {
            log.error("A scheduled job has failed and will run again", failure);
        }
    }
}
