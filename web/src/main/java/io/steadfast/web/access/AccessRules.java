package io.steadfast.web.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * A bean of each service that has paths of its own, and says who may call them. What no rule names is answered with 404,
 * as if it were not there. Patterns without a method let a wrong method through to its 405.
 *
 * <pre>{@code
 * @Bean
 * AccessRules accessRules() {
 *     return rules -> rules.requestMatchers(HttpMethod.PUT, "/products/*").hasRole(Role.OPERATOR)
 *             .requestMatchers("/products/**").permitAll();
 * }
 * }</pre>
 */
@FunctionalInterface
public interface AccessRules {

    /** Adds rules; never {@code anyRequest()}, which is taken. */
    void addTo(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules);
}
