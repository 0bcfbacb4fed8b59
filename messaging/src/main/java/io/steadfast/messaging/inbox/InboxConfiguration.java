package io.steadfast.messaging.inbox;

import io.steadfast.messaging.RetryWindow;
import io.steadfast.messaging.wire.Wire;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inbox, its purge, and each {@link MessageHandler} behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboxProperties.class)
public class InboxConfiguration {

    @Bean
    Inbox inbox(JdbcClient jdbc, InboxProperties properties, ObjectProvider<RetryWindow> windows) {
        windows.forEach(window -> {
            if (window.length().compareTo(properties.retention()) >= 0) {
                throw new IllegalStateException(
                        "steadfast.inbox.retention (%s) must be longer than %s (%s): a message repeated after its id was forgotten would take effect twice"
                                .formatted(properties.retention(), window.setting(), window.length()));
            }
        });
        return new Inbox(jdbc);
    }

    @Bean
    InboxPurge inboxPurge(Inbox inbox, InboxProperties properties) {
        return new InboxPurge(inbox, properties);
    }

    @Bean
    InboxHandlers inboxHandlers(ObjectProvider<MessageHandler> handlers, Inbox inbox, Wire wire, Clock clock) {
        return new InboxHandlers(handlers.stream()
                .<BatchHandler<?>>map(handler -> new InboxBatchHandler(handler, inbox, wire, clock))
                .toList());
    }

    /** Every handler of this service, behind the inbox. */
    public record InboxHandlers(List<BatchHandler<?>> all) {}
}
