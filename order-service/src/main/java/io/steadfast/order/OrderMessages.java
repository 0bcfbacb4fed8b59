package io.steadfast.order;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.OrderCancellationRequested;
import io.steadfast.contracts.Message.OrderCreated;
import io.steadfast.contracts.Message.OrderStatusUpdated;
import io.steadfast.contracts.OrderStatus;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.wire.Metadata;
import java.util.List;
import java.util.Optional;

/** What an order tells others. */
public final class OrderMessages {

    private OrderMessages() {}

    /** The order is there. The same id however often it is announced, so that it takes effect once. */
    public static OutgoingMessage created(Order order) {
        String id = order.id().toString();
        List<Item> items = order.lines().stream()
                .map(line -> new Item(line.productId(), line.quantity()))
                .toList();
        var data = new OrderCreated(id, order.customerId(), items, OrderStatus.PENDING, order.createdAt());
        return new OutgoingMessage(order.id(), id, data, order.origin().metadata());
    }

    /** The customer wants it cancelled, if so. The same id however often it is announced. */
    public static Optional<OutgoingMessage> cancellationRequested(Order order) {
        String id = order.id().toString();
        var data = new OrderCancellationRequested(id, order.cancellationReason().orElse(null));
        return order.cancellationId()
                .map(messageId ->
                        new OutgoingMessage(messageId, id, data, order.origin().metadata()));
    }

    /** How the order ended, with the original time, as a new message: it may answer a repeated question. */
    public static OutgoingMessage ended(Order order, Metadata answer) {
        String id = order.id().toString();
        var data = new OrderStatusUpdated(id, order.status(), order.reason().orElse(null), order.updatedAt());
        return OutgoingMessage.of(id, data, order.origin().complete(answer));
    }
}
