package io.steadfast.order.web;

import static io.steadfast.order.testing.OrderApi.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.steadfast.contracts.Contract;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.local.testing.Answer;
import io.steadfast.messaging.inbox.MessageHandler;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import io.steadfast.order.testing.OrderApi;
import io.steadfast.order.testing.RunningOrderService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@RunningOrderService
class PreferWaitIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private HikariDataSource connections;

    @Autowired
    private TransactionOperations transactions;

    @Autowired
    private List<MessageHandler> handlers;

    @Autowired
    private WaitingRequests waiting;

    @LocalServerPort
    private int port;

    private OrderApi api;

    @BeforeEach
    void connect() {
        api = new OrderApi(port);
    }

    @Test
    void answerComesWithTheEndOfTheOrder() {
        CompletableFuture<Answer> answer = api.postLater("/orders", ORDER, "Prefer", "wait=30");
        confirm(waitedFor(1));
        assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).satisfies(confirmed -> {
            assertThat(confirmed.status()).isEqualTo(201);
            assertThat(confirmed.text("status")).isEqualTo("confirmed");
            assertThat(confirmed.header("Preference-Applied")).isEqualTo("wait=30");
            assertThat(confirmed.header("X-Correlation-Id")).isNotBlank();
            assertThat(confirmed.json())
                    .isEqualTo(api.get(confirmed.header("Location")).json());
        });
    }

    @Test
    void endReachedOnAnotherInstanceIsFound() {
        CompletableFuture<Answer> answer = api.postLater("/orders", ORDER, "Prefer", "wait=30");
        UUID id = waitedFor(1).iterator().next();
        jdbc.sql(
                        "update orders set status = 'cancelled', reason = 'no item1', updated_at = clock_timestamp() where id = ?")
                .param(id)
                .update();
        assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).satisfies(cancelled -> {
            assertThat(cancelled.text("status")).isEqualTo("cancelled");
            assertThat(cancelled.text("reason")).isEqualTo("no item1");
        });
    }

    @Test
    void pendingOrderIsAnsweredWhenTheTimeIsOver() {
        Instant start = Instant.now();
        Answer answer = api.place(ORDER, "Prefer", "wait=1");
        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("pending");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
    }

    @Test
    void longerWaitsAreCapped() {
        CompletableFuture<Answer> answer = api.postLater("/orders", ORDER, "Prefer", "wait=100");
        confirm(waitedFor(1));
        assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(10))
                .extracting(confirmed -> confirmed.header("Preference-Applied"))
                .isEqualTo("wait=30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=soon", "wait=-1", "respond-async", "wait=0"})
    void whatIsNoWaitIsAnsweredAtOnce(String preference) {
        assertThat(api.place(ORDER, "Prefer", preference).status()).isEqualTo(201);
    }

    @Test
    void thoseWhoWaitHoldNeitherThreadNorConnection() {
        // More than there are threads or connections, but few at a time: it is the waiting that is tested.
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        while (answers.size() < 120) {
            IntStream.range(0, 10)
                    .mapToObj(i -> api.postLater("/orders", ORDER, "Prefer", "wait=30"))
                    .forEach(answers::add);
            waitedFor(answers.size());
        }
        Set<UUID> ids = waiting.orders();
        await().untilAsserted(() -> assertThat(connections.getHikariPoolMXBean().getActiveConnections())
                .isLessThan(5));
        assertThat(api.get("/orders/" + ids.iterator().next()).status()).isEqualTo(200);
        confirm(ids);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .succeedsWithin(Duration.ofSeconds(20))
                        .extracting(confirmed -> confirmed.text("status"))
                        .isEqualTo("confirmed"));
    }

    private Set<UUID> waitedFor(int orders) {
        return await().atMost(Duration.ofSeconds(20)).until(waiting::orders, ids -> ids.size() == orders);
    }

    private void confirm(Set<UUID> ids) {
        List<Received<?>> commands = ids.stream()
                .<Received<?>>map(id -> new Received<>(
                        UUID.randomUUID(), new ConfirmOrder(id.toString()), Instant.now(), Metadata.EMPTY))
                .toList();
        transactions.executeWithoutResult(status -> handlers.stream()
                .filter(handler -> handler.queue().equals(Contract.Queue.ORDER_COMMANDS))
                .forEach(handler -> handler.handle(commands)));
    }
}
