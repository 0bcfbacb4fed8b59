package io.steadfast.inventory.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.inventory.testing.InventoryApi;
import io.steadfast.inventory.testing.RunningInventoryService;
import io.steadfast.local.testing.AccessTable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.context.WebApplicationContext;

/** Everybody may look at stock; who sets it logs in. */
@RunningInventoryService
class RoutesIT {

    @LocalServerPort
    private int port;

    @Autowired
    private WebApplicationContext service;

    @Test
    void everyRouteLetsInWhomItShouldAndNobodyElse() {
        var table = new AccessTable(service, port, InventoryApi.VIEWER, InventoryApi.OPERATOR)
                .everybody("GET", "/products", "/products/{id}", "/reservations/{orderId}")
                .operators("PUT", "/products/{id}")
                .everybody("GET", "/actuator/health", "/actuator/health/**")
                .viewers("GET", "/actuator", "/actuator/prometheus")
                .viewers("GET", "/v3/api-docs", "/v3/api-docs/swagger-config", "/swagger-ui.html", "/swagger-ui/**")
                .nobody("*", "/v3/api-docs.yaml", "/error")
                .nobody("GET", "/webjars/**", "/**");

        assertThat(table.violations()).isEmpty();
    }
}
