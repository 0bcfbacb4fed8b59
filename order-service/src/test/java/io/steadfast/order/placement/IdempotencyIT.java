package io.steadfast.order.placement;

import static io.steadfast.order.testing.OrderApi.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.OutboxRows;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.order.testing.OrderApi;
import io.steadfast.order.testing.RunningOrderService;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningOrderService
class IdempotencyIT {

    private static final String HEADER = "Idempotency-Key";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TestDatabase database;

    @Autowired
    private IdempotencyKeyPurge purge;

    @LocalServerPort
    private int port;

    private OrderApi api;
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void connect() {
        api = new OrderApi(port);
    }

    @Test
    void sameKeyAndOrderIsPlacedOnce() {
        Answer first = api.place(ORDER, HEADER, key);
        Answer again = api.place("""
                { "note": "not part of the order", "items": [ {"quantity":2, "productId":"item1"} ],
                  "customerId":"c-42" }""", HEADER, key);
        assertThat(List.of(first.status(), again.status())).containsExactly(201, 201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(new OutboxRows(dataSource).of(first.text("id"))).hasSize(1);
    }

    @Test
    void sameKeyWithAnotherOrderIsRefused() {
        api.place(ORDER, HEADER, key);
        Answer other = api.place(ORDER.replace("2", "3"), HEADER, key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void keyOfARefusedRequestIsFree() {
        assertThat(api.place("{}", HEADER, key).status()).isEqualTo(400);
        assertThat(api.place(ORDER, HEADER, key).status()).isEqualTo(201);
    }

    @Test
    void keyIsInUseWhileTheFirstRequestIsOpenAndFreeOnceItFails() throws Exception {
        try (Connection other = database.connectAs("orders_service");
                var claim = other.prepareStatement(
                        "select pg_advisory_xact_lock(hashtextextended('order idempotency key ' || ?, 0))")) {
            other.setAutoCommit(false);
            claim.setString(1, key);
            claim.execute();
            assertThat(api.place(ORDER, HEADER, key).status()).isEqualTo(409);
            other.rollback();
        }
        assertThat(api.place(ORDER, HEADER, key).status()).isEqualTo(201);
    }

    @Test
    void requestsWithTheSameKeyAtTheSameTimePlaceOneOrder() {
        List<Answer> answers =
                IntStream.range(0, 30).mapToObj(i -> api.postLater("/orders", ORDER, HEADER, key)).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).contains(201);
        assertThat(answers.stream().filter(a -> a.status() == 201).map(a -> a.text("id")))
                .containsOnly(api.place(ORDER, HEADER, key).text("id"));
    }

    @Test
    void expiredKeyIsUnknownBeforeItIsPurged() {
        String first = api.place(ORDER, HEADER, key).text("id");
        age(key, "24 hours");
        Answer again = api.place(ORDER.replace("2", "3"), HEADER, key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isNotEqualTo(first);
        assertThat(api.place(ORDER.replace("2", "3"), HEADER, key).text("id")).isEqualTo(again.text("id"));
    }

    @Test
    void purgeForgetsExpiredKeysOnly() {
        String expired = UUID.randomUUID().toString();
        api.place(ORDER, HEADER, expired);
        age(expired, "24 hours");
        api.place(ORDER, HEADER, key);
        age(key, "23 hours");
        purge.purge();
        assertThat(jdbc.sql("select key from idempotency_key")
                        .query(String.class)
                        .list())
                .contains(key)
                .doesNotContain(expired);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void unacceptableKeyIsNamed(String unacceptable) {
        Answer answer = api.place(ORDER, HEADER, unacceptable);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(HEADER);
    }

    private void age(String aged, String age) {
        jdbc.sql("update idempotency_key set created_at = clock_timestamp() - cast(? as interval) where key = ?")
                .params(age, aged)
                .update();
    }
}
