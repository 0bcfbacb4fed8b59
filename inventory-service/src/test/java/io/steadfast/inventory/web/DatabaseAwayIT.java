package io.steadfast.inventory.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.inventory.testing.InventoryApi;
import io.steadfast.inventory.testing.RunningInventoryService;
import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.TestServers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunningInventoryService
class DatabaseAwayIT {

    @LocalServerPort
    private int port;

    @AfterEach
    void start() {
        TestServers.postgres().start();
    }

    @Test
    void callersAreToldToTryAgain() {
        var api = new InventoryApi(port);
        api.stock("before", 5);
        TestServers.postgres().kill();

        assertUnavailable(api.get("/products"));
        assertUnavailable(api.get("/products/item1"));
        assertUnavailable(api.get("/reservations/any"));
        assertUnavailable(api.put("/products/item1", "{\"onHand\":7}", InventoryApi.OPERATOR));
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);

        TestServers.postgres().start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/actuator/health/readiness").status() == 200);
        assertThat(api.get("/products/before").json().path("onHand").intValue()).isEqualTo(5);
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
}
