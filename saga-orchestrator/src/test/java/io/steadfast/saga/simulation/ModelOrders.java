package io.steadfast.saga.simulation;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.contracts.Message.OrderCancellationRequested;
import io.steadfast.contracts.Message.OrderCommandRefused;
import io.steadfast.contracts.Message.OrderCreated;
import io.steadfast.contracts.Message.OrderStatusUpdated;
import io.steadfast.contracts.OrderStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** order-service as the contract has it: answers again with what it recorded. */
final class ModelOrders extends ModelService<Map<String, ModelOrders.Order>> {

    record Order(OrderCreated created, UUID announcement, OrderStatus status, boolean cancellationRequested) {
        Order with(OrderStatus next) {
            return new Order(created, announcement, next, cancellationRequested);
        }
    }

    private final BooleanSupplier moody;

    ModelOrders(Ids ids, boolean dedups, BooleanSupplier moody) {
        super(ids, dedups, new LinkedHashMap<>());
        this.moody = moody;
    }

    @Override
    Map<String, Order> copyOf(Map<String, Order> original) {
        return new LinkedHashMap<>(original);
    }

    Map<String, Order> orders() {
        return state;
    }

    List<String> pending() {
        return state.values().stream()
                .filter(order -> order.status() == OrderStatus.PENDING)
                .map(order -> order.created().id())
                .toList();
    }

    void place(String id, List<Item> items) {
        var created = new OrderCreated(id, "c-1", items, OrderStatus.PENDING, Instant.EPOCH);
        UUID announcement = newId();
        state.put(id, new Order(created, announcement, OrderStatus.PENDING, false));
        send(new Envelope(announcement, created));
    }

    void requestCancellation(String id) {
        Order order = state.get(id);
        state.put(id, new Order(order.created(), order.announcement(), order.status(), true));
        send(new OrderCancellationRequested(id, null));
    }

    /** What a pending order does that has heard nothing for too long. */
    void announceAgain(String id) {
        Order order = state.get(id);
        send(new Envelope(order.announcement(), order.created()));
        if (order.cancellationRequested()) {
            send(new OrderCancellationRequested(id, null));
        }
    }

    @Override
    void handle(Envelope message) {
        if (message.data() instanceof ConfirmOrder confirm) {
            end(confirm.orderId(), OrderStatus.CONFIRMED, "ConfirmOrder");
        } else if (message.data() instanceof CancelOrder cancel) {
            end(cancel.orderId(), OrderStatus.CANCELLED, "CancelOrder");
        }
    }

    private void end(String id, OrderStatus wanted, String command) {
        Order order = state.get(id);
        if (order.status() == OrderStatus.PENDING && moody.getAsBoolean()) {
            send(new OrderCommandRefused(id, command, "pending", "not today"));
        } else if (order.status() == OrderStatus.PENDING || order.status() == wanted) {
            state.put(id, order.with(wanted));
            send(new OrderStatusUpdated(id, wanted, null, Instant.EPOCH));
        } else {
            send(new OrderCommandRefused(id, command, order.status().name(), "it has ended"));
        }
    }
}
