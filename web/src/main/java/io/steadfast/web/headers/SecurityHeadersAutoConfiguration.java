package io.steadfast.web.headers;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.web.header.HeaderWriterFilter;

@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
class SecurityHeadersAutoConfiguration {

    /** Outside the security filters too, since other filters refuse requests before those run. */
    @Bean
    FilterRegistrationBean<HeaderWriterFilter> securityHeadersFilter() {
        var registration = new FilterRegistrationBean<>(new HeaderWriterFilter(List.of(new SecurityHeaders())));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
