package io.steadfast.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
class SteadfastWebAutoConfiguration {

    /** Name of the security scheme, for {@code @SecurityRequirement} on what needs a login. */
    private static final String BASIC = "basic";

    @Bean
    ReadyNotice readyNotice() {
        return new ReadyNotice();
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI openApi(@Value("${spring.application.name:steadfast}") String service) {
        var basic = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic");
        return new OpenAPI()
                .info(new Info()
                        .title("Steadfast " + service)
                        .version("1.0")
                        .description(
                                "Errors are RFC 9457 problem details; X-Correlation-Id is echoed on every answer."))
                .components(new Components().addSecuritySchemes(BASIC, basic));
    }
}
