package io.steadfast.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.AccessTable;
import io.steadfast.order.testing.OrderApi;
import io.steadfast.order.testing.RunningOrderService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

/** Customers need no login here; a gateway in front knows them. */
@RunningOrderService
class RoutesIT {

    @LocalServerPort
    private int port;

    @Autowired
    private WebApplicationContext service;

    @Test
    void everyRouteLetsInWhomItShouldAndNobodyElse() {
        var table = new AccessTable(service, port, OrderApi.VIEWER, OrderApi.OPERATOR)
                .everybody("GET", "/orders", "/orders/{id}")
                .everybody("POST", "/orders", "/orders/{id}/cancel")
                .everybody("GET", "/actuator/health", "/actuator/health/**")
                .viewers("GET", "/actuator", "/actuator/prometheus")
                .viewers("GET", "/v3/api-docs", "/v3/api-docs/swagger-config", "/swagger-ui.html", "/swagger-ui/**")
                .nobody("*", "/v3/api-docs.yaml", "/error")
                .nobody("GET", "/webjars/**", "/**");

        assertThat(table.violations()).isEmpty();
    }
}
