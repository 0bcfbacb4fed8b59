package io.steadfast.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.contracts.OrderStatus;
import io.steadfast.order.OrderEnd;
import io.steadfast.order.OrderView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingRequestsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final WaitingRequests waiting = new WaitingRequests(new WaitingProperties(2, Duration.ofMillis(500)));

    @Test
    void allWhoWaitForAnOrderHearOfItsEnd() {
        OrderView order = order();
        var one = waiting.await(order, LONG).orElseThrow();
        var other = waiting.await(order, LONG).orElseThrow();
        waiting.ended(List.of(confirmed(order)));
        assertThat(one).isCompletedWithValueMatching(o -> o.status() == OrderStatus.CONFIRMED);
        assertThat(other).isCompletedWithValueMatching(o -> o.updatedAt().equals(NOW.plusSeconds(1)));
        assertThat(waiting.orders()).isEmpty();
    }

    @Test
    void endsOfOtherOrdersAreIgnored() {
        var one = waiting.await(order(), LONG).orElseThrow();
        waiting.ended(List.of(confirmed(order())));
        assertThat(one).isNotDone();
    }

    @Test
    void pendingOrderIsTheAnswerWhenTheTimeIsOver() throws Exception {
        OrderView order = order();
        var one = waiting.await(order, Duration.ofMillis(20)).orElseThrow();
        assertThat(one.get(5, TimeUnit.SECONDS)).isEqualTo(order);
        assertThat(waiting.orders()).isEmpty();
    }

    @Test
    void placesAreLimitedAndGivenBack() {
        OrderView order = order();
        waiting.await(order, LONG);
        waiting.await(order(), LONG);
        assertThat(waiting.await(order(), LONG)).isEmpty();
        waiting.ended(List.of(confirmed(order)));
        assertThat(waiting.await(order(), LONG)).isPresent();
    }

    @Test
    void serviceThatStopsAnswersEverybody() {
        OrderView order = order();
        var one = waiting.await(order, LONG).orElseThrow();
        waiting.answerAll();
        assertThat(one).isCompletedWithValue(order);
    }

    private static OrderView order() {
        return new OrderView(UUID.randomUUID(), "c", List.of(), OrderStatus.PENDING, null, NOW, NOW);
    }

    private static OrderEnd confirmed(OrderView order) {
        return new OrderEnd(order.id(), OrderStatus.CONFIRMED, null, NOW.plusSeconds(1));
    }
}
