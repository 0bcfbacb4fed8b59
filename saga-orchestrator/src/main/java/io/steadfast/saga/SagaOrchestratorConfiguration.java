package io.steadfast.saga;

import io.steadfast.contracts.Contract;
import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaDefinitions;
import io.steadfast.web.access.AccessRules;
import io.steadfast.web.access.Role;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class SagaOrchestratorConfiguration {

    @Bean
    Wire wire() {
        return new Wire(Contract.messages(MessageType::new), Contract.queues(QueueType::new));
    }

    /** A new version of a definition is added as a bean beside the old one, by which running sagas end. */
    @Bean
    SagaDefinitions sagaDefinitions(List<SagaDefinition<?>> definitions) {
        return new SagaDefinitions(definitions);
    }

    /** Whatever is not just reading needs the operator. */
    @Bean
    AccessRules accessRules() {
        return rules -> rules.requestMatchers(HttpMethod.GET, "/admin/**")
                .hasRole(Role.VIEWER)
                .requestMatchers(HttpMethod.HEAD, "/admin/**")
                .hasRole(Role.VIEWER)
                .requestMatchers("/admin/**")
                .hasRole(Role.OPERATOR);
    }
}
