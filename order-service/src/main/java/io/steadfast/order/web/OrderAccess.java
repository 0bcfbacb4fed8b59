package io.steadfast.order.web;

import io.steadfast.web.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Orders are open to whoever can reach this service; a gateway in front of it knows the customers. */
@Configuration(proxyBeanMethods = false)
class OrderAccess {

    @Bean
    AccessRules orderAccessRules() {
        return rules -> rules.requestMatchers("/orders", "/orders/**").permitAll();
    }
}
