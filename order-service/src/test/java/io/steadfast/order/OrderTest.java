package io.steadfast.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.steadfast.contracts.OrderStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Instant PLACED = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATER = PLACED.plusSeconds(10);
    private static final Instant EVEN_LATER = PLACED.plusSeconds(20);

    private final Order order = new Order(
            "c-42", List.of(new OrderLine("item1", 2)), new Origin("corr", null), PLACED, PLACED.plusSeconds(30));

    @Test
    void newOrderIsPending() {
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(order.updatedAt()).isEqualTo(order.createdAt());
        assertThat(order.reason()).isEmpty();
    }

    @Test
    void idIsTimeOrdered() {
        assertThat(order.id().version()).isEqualTo(7);
    }

    @Test
    void pendingOrderIsConfirmed() {
        assertThat(order.confirm(LATER)).isTrue();
        assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void confirmingAgainKeepsTheOriginalTime() {
        order.confirm(LATER);
        assertThat(order.confirm(EVEN_LATER)).isTrue();
        assertThat(order.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void confirmedOrderCannotBeCancelled() {
        order.confirm(LATER);
        assertThat(order.cancel("too late", EVEN_LATER)).isFalse();
        assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order.reason()).isEmpty();
        assertThat(order.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void cancelledOrderKeepsItsFirstReasonAndTime() {
        assertThat(order.cancel("no item1", LATER)).isTrue();
        assertThat(order.cancel("something else", EVEN_LATER)).isTrue();
        assertThat(order.reason()).contains("no item1");
        assertThat(order.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void cancelledOrderCannotBeConfirmed() {
        order.cancel("no item1", LATER);
        assertThat(order.confirm(EVEN_LATER)).isFalse();
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void cancellationIsRequestedOnce() {
        assertThat(order.requestCancellation("changed my mind")).isTrue();
        var id = order.cancellationId();
        assertThat(order.requestCancellation("really")).isFalse();
        assertThat(order.cancellationId()).isPresent().isEqualTo(id);
        assertThat(order.cancellationReason()).contains("changed my mind");
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void endedOrderTakesNoCancellationAndAnnouncesNothing() {
        order.confirm(LATER);
        assertThatIllegalStateException().isThrownBy(() -> order.requestCancellation(null));
        assertThatIllegalStateException().isThrownBy(() -> order.announcedAgain(EVEN_LATER));
    }

    @Test
    void announcementHasTheOrdersIdHoweverOftenItIsMade() {
        var first = OrderMessages.created(order);
        order.announcedAgain(LATER);
        assertThat(OrderMessages.created(order)).isEqualTo(first);
        assertThat(first.id()).isEqualTo(order.id());
        assertThat(order.announcements()).isEqualTo(1);
    }
}
