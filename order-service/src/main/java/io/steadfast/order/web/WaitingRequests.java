package io.steadfast.order.web;

import io.steadfast.order.OrderEnd;
import io.steadfast.order.OrderView;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Requests that wait for their orders to end. One that waits holds a place here, no thread and no connection. */
@Component
class WaitingRequests {

    private final Map<UUID, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final Semaphore places;

    WaitingRequests(WaitingProperties properties) {
        this.places = new Semaphore(properties.atMost());
    }

    /** The order as it is when it has ended or the time is over; empty if too many wait already. */
    Optional<CompletableFuture<OrderView>> await(OrderView order, Duration atMost) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        var waiter = new Waiter(order, new CompletableFuture<>());
        change(order.id(), waiting -> waiting.add(waiter));
        waiter.answer().whenComplete((answer, failure) -> {
            change(order.id(), waiting -> waiting.remove(waiter));
            places.release();
        });
        return Optional.of(waiter.answer().completeOnTimeout(order, atMost.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The orders waited for. */
    Set<UUID> orders() {
        return Set.copyOf(waiters.keySet());
    }

    @TransactionalEventListener
    void ended(OrderEnd.Reached reached) {
        ended(reached.ends());
    }

    void ended(List<OrderEnd> ends) {
        for (OrderEnd end : ends) {
            waitingFor(end.orderId())
                    .forEach(waiter -> waiter.answer().complete(waiter.order().ended(end)));
        }
    }

    /** A service that stops answers everybody, instead of stopping only when the last has waited long enough. */
    @EventListener(ContextClosedEvent.class)
    void answerAll() {
        orders().stream()
                .flatMap(order -> waitingFor(order).stream())
                .forEach(waiter -> waiter.answer().complete(waiter.order()));
    }

    private Set<Waiter> waitingFor(UUID orderId) {
        return waiters.getOrDefault(orderId, Set.of());
    }

    /** Sets are replaced, never changed, so that they can be walked while others come and go. */
    private void change(UUID orderId, java.util.function.Consumer<Set<Waiter>> change) {
        waiters.compute(orderId, (id, before) -> {
            Set<Waiter> after = before == null ? new HashSet<>() : new HashSet<>(before);
            change.accept(after);
            return after.isEmpty() ? null : after;
        });
    }

    /** One request; equal to itself only. */
    private static final class Waiter {

        private final OrderView order;
        private final CompletableFuture<OrderView> answer;

        Waiter(OrderView order, CompletableFuture<OrderView> answer) {
            this.order = order;
            this.answer = answer;
        }

        OrderView order() {
            return order;
        }

        CompletableFuture<OrderView> answer() {
            return answer;
        }
    }
}
