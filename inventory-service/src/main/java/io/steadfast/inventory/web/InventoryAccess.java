package io.steadfast.inventory.web;

import io.steadfast.web.access.AccessRules;
import io.steadfast.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Everybody may look; only the operator sets stock. */
@Configuration(proxyBeanMethods = false)
class InventoryAccess {

    @Bean
    AccessRules accessRules() {
        return rules -> rules.requestMatchers(HttpMethod.PUT, "/products/**")
                .hasRole(Role.OPERATOR)
                .requestMatchers("/products/**", "/reservations/**")
                .permitAll();
    }
}
