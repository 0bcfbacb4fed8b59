package io.steadfast.web.access;

import io.steadfast.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

@AutoConfiguration(before = {UserDetailsServiceAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class})
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties({LoginProperties.class, FailedLoginProperties.class})
class AccessAutoConfiguration {

    /**
     * Every request of a stateless login is checked anew, so a check must be cheap: about 4 ms at this strength. A
     * slower hash would protect a stolen table of hashes; ours live in memory only, in a process whose environment
     * holds the passwords themselves. A hash that comes from the environment has the strength that it was made with.
     */
    private static final int BCRYPT_STRENGTH = 6;

    @Bean
    PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(BCRYPT_STRENGTH)));
    }

    @Bean
    InMemoryUserDetailsManager userDetailsService(LoginProperties properties, PasswordEncoder encoder) {
        var logins = new Logins(encoder);
        return new InMemoryUserDetailsManager(
                logins.user("operator", properties.operatorPassword(), Role.OPERATOR, Role.VIEWER),
                logins.user("viewer", properties.viewerPassword(), Role.VIEWER));
    }

    /** What the web server observes of each request is enough: an observation a filter took a tenth of a request's time. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            ObjectProvider<AccessRules> serviceRules,
            ProblemWriter problems,
            AuthenticationConfiguration authentication,
            InMemoryUserDetailsManager users,
            FailedLoginProperties failedLogins,
            ObjectProvider<Clock> clock) {
        var refusal = new Refusal(problems);
        var login = new SlowedLogin(
                authentication.getAuthenticationManager(),
                users::userExists,
                failedLogins,
                clock.getIfAvailable(Clock::systemUTC));
        return http.authenticationManager(login)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusal))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .addFilterBefore(new CrossSiteFilter(problems), BasicAuthenticationFilter.class)
                .headers(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(rules -> {
                    // These continue a request that has been let in.
                    rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                            .permitAll();
                    rules.requestMatchers("/actuator/health/**").permitAll();
                    rules.requestMatchers("/actuator/**", "/v3/api-docs/**", "/swagger-ui/**", "/swagger-ui.html")
                            .hasRole(Role.VIEWER);
                    serviceRules.ifAvailable(own -> own.addTo(rules));
                    rules.anyRequest().access(refusal);
                })
                .build();
    }
}
