package io.steadfast.order.web;

import static io.steadfast.order.testing.OrderApi.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.OutboxRows;
import io.steadfast.local.testing.TestDatabase;
import io.steadfast.order.testing.OrderApi;
import io.steadfast.order.testing.RunningOrderService;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@RunningOrderService
class PlaceOrderIT {

    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TestDatabase database;

    @LocalServerPort
    private int port;

    private OrderApi api;
    private OutboxRows outbox;

    @BeforeEach
    void connect() {
        api = new OrderApi(port);
        outbox = new OutboxRows(dataSource);
    }

    @Test
    void orderIsPlacedPending() {
        Answer answer = api.place(ORDER);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/orders/" + answer.text("id"));
        assertThat(answer.json().propertyNames())
                .containsExactly("id", "customerId", "items", "status", "createdAt", "updatedAt");
        assertThat(answer.text("status")).isEqualTo("pending");
        assertThat(Instant.parse(answer.text("createdAt"))).isEqualTo(Instant.parse(answer.text("updatedAt")));
        assertThat(api.get(answer.header("Location")).json()).isEqualTo(answer.json());
    }

    @Test
    void announcementIsWrittenWithTheOrder() {
        Answer answer = api.place(ORDER, "X-Correlation-Id", "corr 7", "traceparent", TRACEPARENT);
        String id = answer.text("id");
        assertThat(outbox.of(id)).singleElement().satisfies(message -> {
            assertThat(message.path("type").asString()).isEqualTo("OrderCreated");
            assertThat(message.path("id").asString()).isEqualTo(id);
            assertThat(message.path("metadata").path("correlationId").asString())
                    .isEqualTo("corr 7");
            assertThat(message.path("metadata").path("traceparent").asString()).isEqualTo(TRACEPARENT);
            JsonNode data = message.path("data");
            assertThat(data.path("id").asString()).isEqualTo(id);
            assertThat(data.path("customerId").asString()).isEqualTo("c-42");
            assertThat(data.path("status").asString()).isEqualTo("pending");
            assertThat(data.path("createdAt").asString()).isEqualTo(answer.text("createdAt"));
            assertThat(data.path("items")).isEqualTo(answer.json().path("items"));
        });
    }

    @Test
    void orderIsNotWrittenIfItsAnnouncementCannotBe() {
        database.execute("alter table orders.outbox add constraint full_disk check (false) not valid");
        try {
            long before = count();
            Answer answer = api.place(ORDER, "Idempotency-Key", "atomic");
            assertProblem(answer, 500);
            assertThat(count()).isEqualTo(before);
        } finally {
            database.execute("alter table orders.outbox drop constraint full_disk");
        }
        assertThat(api.place(ORDER, "Idempotency-Key", "atomic").status()).isEqualTo(201);
    }

    @Test
    void productListedTwiceIsAddedUp() {
        Answer answer = api.place("""
                {"customerId":"c","items":[{"productId":"b","quantity":1},{"productId":"a","quantity":5},{"productId":"b","quantity":2}]}""");
        assertThat(answer.json().path("items").toString())
                .isEqualTo("[{\"productId\":\"b\",\"quantity\":3},{\"productId\":\"a\",\"quantity\":5}]");
    }

    @Test
    void unknownProductIsAccepted() {
        assertThat(api.place("""
                        {"customerId":"c","items":[{"productId":"no such thing","quantity":1}]}""").status()).isEqualTo(201);
    }

    @Test
    void everyWrongFieldIsNamed() {
        Answer answer = api.place("""
                {"items":[{"productId":"\\u0000","quantity":"2"},{"quantity":99999999999999999999}]}""");
        assertProblem(answer, 400);
        assertThat(answer.json().path("errors").values())
                .extracting(error -> error.path("field").asString())
                .containsExactly(
                        "customerId",
                        "items[0].productId",
                        "items[0].quantity",
                        "items[1].productId",
                        "items[1].quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{\"customerId\":\"c\"} trailing", "[]", "null", "7", "{\"a\":1,}"})
    void whatIsNoOrderIsRefused(String body) {
        assertProblem(api.place(body), 400);
    }

    @Test
    void missingBodyIsRefused() {
        assertProblem(api.send(api.request("POST", "/orders", BodyPublishers.noBody())), 400);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] body = ORDER.replace("c-42", "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        assertProblem(
                api.send(api.request("POST", "/orders", BodyPublishers.ofByteArray(body))
                        .header("Content-Type", "application/json")),
                400);
    }

    @Test
    void deeplyNestedBodyIsRefused() {
        assertProblem(api.place("[".repeat(30_000)), 400);
    }

    @Test
    void tooLargeBodyIsRefusedWithAndWithoutALength() {
        String large = " ".repeat(64 * 1024) + ORDER;
        assertProblem(api.place(large), 413);
        var chunked =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)));
        assertProblem(
                api.send(api.request("POST", "/orders", chunked).header("Content-Type", "application/json")), 413);
    }

    @Test
    void otherContentTypesMethodsAndPathsAreRefused() {
        var body = BodyPublishers.ofString(ORDER);
        assertProblem(api.send(api.request("POST", "/orders", body).header("Content-Type", "text/plain")), 415);
        assertProblem(api.send(api.request("PUT", "/orders", body).header("Content-Type", "application/json")), 405);
        assertProblem(api.send(api.request("DELETE", "/orders", BodyPublishers.noBody())), 405);
        assertProblem(api.get("/nothing"), 404);
        assertProblem(api.get("/orders/not-a-uuid"), 404);
        assertProblem(api.get("/orders/0198c2a0-0000-7000-8000-000000000000"), 404);
        assertProblem(api.get("/orders/0198c2a0-0000-7000-8000-000000000000/nothing"), 404);
    }

    @Test
    void correlationIdIsEchoedAndMadeIfAbsent() {
        assertThat(api.place(ORDER, "X-Correlation-Id", "my own id!").header("X-Correlation-Id"))
                .isEqualTo("my own id!");
        assertThat(api.place(ORDER).header("X-Correlation-Id")).isNotBlank();
        assertThat(api.place("{", "X-Correlation-Id", "seven").header("X-Correlation-Id"))
                .isEqualTo("seven");
        assertProblem(api.place(ORDER, "X-Correlation-Id", "x".repeat(129)), 400);
    }

    @Test
    void invalidTraceparentIsIgnored() {
        Answer answer = api.place(ORDER, "traceparent", "nonsense");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(outbox.of(answer.text("id")).get(0).path("metadata").has("traceparent"))
                .isFalse();
    }

    private long count() {
        return jdbc.sql("select count(*) from orders").query(Long.class).single();
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.header("X-Correlation-Id")).isNotBlank();
        assertThat(answer.json().toString()).doesNotContain("Exception", "io.steadfast", "org.springframework");
    }
}
