package io.steadfast.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Says once where the service is and what it talks to. */
final class ReadyNotice {

    private static final Logger log = LoggerFactory.getLogger(ReadyNotice.class);

    @EventListener
    void ready(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        log.info(
                "{} is ready at http://{}:{} (database {}, broker {}:{}), {} ms after its start",
                environment.getProperty("spring.application.name"),
                environment.getProperty("server.address"),
                environment.getProperty("local.server.port"),
                environment.getProperty("spring.datasource.url"),
                environment.getProperty("spring.rabbitmq.host"),
                environment.getProperty("spring.rabbitmq.port"),
                event.getTimeTaken() == null ? "?" : event.getTimeTaken().toMillis());
    }
}
