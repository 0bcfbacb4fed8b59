package io.steadfast.web.body;

import io.steadfast.web.problem.ProblemWriter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(BodyLimitProperties.class)
class BodyLimitAutoConfiguration {

    /** After the security filters (-100), so that the answer has their headers. */
    private static final int AFTER_SECURITY = -50;

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(ProblemWriter problems, BodyLimitProperties properties) {
        var registration = new FilterRegistrationBean<>(
                new BodyLimitFilter(problems, properties.maxBody().toBytes()));
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }
}
