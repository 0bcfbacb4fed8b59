package io.steadfast.saga.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.AccessTable;
import io.steadfast.local.testing.JsonApi;
import io.steadfast.saga.testing.RunningOrchestrator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

/** Without a login there is nothing but health. */
@RunningOrchestrator
class RoutesIT {

    @LocalServerPort
    private int port;

    @Autowired
    private WebApplicationContext service;

    @Test
    void everyRouteLetsInWhomItShouldAndNobodyElse() {
        var table = new AccessTable(
                        service,
                        port,
                        JsonApi.login("viewer", "viewer-secret"),
                        JsonApi.login("operator", "operator-secret"))
                .viewers("GET", "/admin/**")
                .operators("POST", "/admin/**")
                .everybody("GET", "/actuator/health", "/actuator/health/**")
                .viewers("GET", "/actuator", "/actuator/prometheus")
                .viewers("GET", "/v3/api-docs", "/v3/api-docs/swagger-config", "/swagger-ui.html", "/swagger-ui/**")
                .nobody("*", "/v3/api-docs.yaml", "/error")
                .nobody("GET", "/webjars/**", "/**");

        assertThat(table.violations()).isEmpty();
    }
}
