package io.steadfast.web.correlation;

import io.steadfast.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
class CorrelationIdAutoConfiguration {

    /** After the filter that sets the security headers, which are on every answer. */
    @Bean
    FilterRegistrationBean<CorrelationIdFilter> correlationIdFilter(ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new CorrelationIdFilter(problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return registration;
    }
}
