package io.steadfast.order.web;

import static io.steadfast.order.testing.OrderApi.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.OutboxRows;
import io.steadfast.local.testing.TestServers;
import io.steadfast.order.testing.OrderApi;
import io.steadfast.order.testing.RunningOrderService;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningOrderService
class DatabaseAwayIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @LocalServerPort
    private int port;

    private OrderApi api;

    @BeforeEach
    void connect() {
        api = new OrderApi(port);
    }

    @AfterEach
    void start() {
        TestServers.postgres().start();
    }

    @Test
    void callerIsToldSoonToTryAgainAndNothingIsHalfWritten() {
        String before = api.placed();
        TestServers.postgres().kill();

        Instant asked = Instant.now();
        assertUnavailable(api.place(ORDER.replace("c-42", "half"), "Idempotency-Key", "half"));
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertUnavailable(api.place(ORDER.replace("c-42", "half"), "Prefer", "wait=5"));
        assertUnavailable(api.get("/orders/" + before));
        assertUnavailable(api.get("/orders"));
        assertUnavailable(api.post("/orders/" + before + "/cancel", "{}"));
        assertThat(api.place("{}").status()).as("needs no database").isEqualTo(400);
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);

        TestServers.postgres().start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/actuator/health/readiness").status() == 200);
        assertThat(jdbc.sql("select count(*) from orders where customer_id = 'half'")
                        .query(Integer.class)
                        .single())
                .isZero();
        Answer placed = api.place(ORDER.replace("c-42", "half"), "Idempotency-Key", "half");
        assertThat(placed.status()).isEqualTo(201);
        assertThat(new OutboxRows(dataSource).typesOf(placed.text("id"))).containsExactly("OrderCreated");
        assertThat(new OutboxRows(dataSource).typesOf(before)).containsExactly("OrderCreated");
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
}
