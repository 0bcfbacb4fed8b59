package io.steadfast.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.OutboxRows;
import io.steadfast.order.testing.OrderApi;
import io.steadfast.order.testing.RunningOrderService;
import java.net.http.HttpRequest.BodyPublishers;
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
class CancelOrderIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource dataSource;

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
    void pendingOrderStaysPendingAndTheSagaIsAsked() {
        String id = api.placed();
        Answer answer = cancel(id, "{\"reason\":\"changed my mind\"}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("status")).isEqualTo("pending");
        assertThat(outbox.typesOf(id)).containsExactly("OrderCreated", "OrderCancellationRequested");
        assertThat(outbox.of(id).get(1).path("data").path("reason").asString()).isEqualTo("changed my mind");
        assertThat(outbox.of(id).get(1).path("metadata").path("correlationId"))
                .isEqualTo(outbox.of(id).get(0).path("metadata").path("correlationId"));
    }

    @Test
    void bodyIsOptional() {
        var empty = api.request("POST", "/orders/" + api.placed() + "/cancel", BodyPublishers.noBody());
        assertThat(api.send(empty).status()).isEqualTo(202);
        assertThat(cancel(api.placed(), "").status()).isEqualTo(202);
        assertThat(cancel(api.placed(), "{}").status()).isEqualTo(202);
        assertThat(cancel(api.placed(), "null").status()).isEqualTo(202);
    }

    @Test
    void askingAgainSendsNothingMore() {
        String id = api.placed();
        cancel(id, "{\"reason\":\"first\"}");
        assertThat(cancel(id, "{\"reason\":\"second\"}").status()).isEqualTo(202);
        assertThat(outbox.typesOf(id)).containsExactly("OrderCreated", "OrderCancellationRequested");
    }

    @Test
    void manyWhoAskAtTheSameTimeSendOneMessage() {
        String id = api.placed();
        var answers = IntStream.range(0, 20)
                .mapToObj(i -> api.postLater("/orders/" + id + "/cancel", "{}"))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join))
                .extracting(Answer::status)
                .containsOnly(202);
        assertThat(outbox.typesOf(id)).containsExactly("OrderCreated", "OrderCancellationRequested");
    }

    @Test
    void cancelledOrderIsShown() {
        String id = api.placed();
        jdbc.sql("update orders set status = 'cancelled', reason = 'no item1' where id = ?")
                .param(UUID.fromString(id))
                .update();
        Answer answer = cancel(id, "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("reason")).isEqualTo("no item1");
        assertThat(outbox.typesOf(id)).containsExactly("OrderCreated");
    }

    @Test
    void confirmedOrderStaysConfirmed() {
        String id = api.placed();
        jdbc.sql("update orders set status = 'confirmed' where id = ?")
                .param(UUID.fromString(id))
                .update();
        Answer answer = cancel(id, "{}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(outbox.typesOf(id)).containsExactly("OrderCreated");
    }

    @Test
    void unknownOrderIsNotFound() {
        assertThat(cancel(UUID.randomUUID().toString(), "{}").status()).isEqualTo(404);
        assertThat(cancel("nonsense", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"reason\":7}", "{\"reason\":\"a\\u0000b\"}", "{\"reason\":\" \"}", "[]", "7", "{"})
    void wrongBodyIsRefused(String body) {
        String id = api.placed();
        assertThat(cancel(id, body).status()).isEqualTo(400);
        assertThat(outbox.typesOf(id)).containsExactly("OrderCreated");
    }

    @Test
    void overlongReasonIsRefused() {
        String id = api.placed();
        assertThat(cancel(id, "{\"reason\":\"" + "x".repeat(501) + "\"}").status())
                .isEqualTo(400);
        assertThat(cancel(id, "{\"reason\":\"" + "x".repeat(500) + "\"}").status())
                .isEqualTo(202);
    }

    private Answer cancel(String id, String body) {
        return api.post("/orders/" + id + "/cancel", body);
    }
}
