package io.steadfast.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of every message that Steadfast's services exchange. {@link Contract} gives each its wire name, version,
 * exchange and routing key. All but {@link OrderCreated} name their order as {@code orderId}; a nullable component is
 * optional on the wire. The messages of one more participant may stand in an interface of their own that extends this one.
 */
public interface Message {

    /** The order that the message is about: the business key by which everyone recognises it. */
    String orderId();

    /** An event, a command's answer included. */
    interface Event extends Message {}

    /** A request to one participant. */
    interface Command extends Message {}

    record OrderCreated(String id, String customerId, List<Item> items, OrderStatus status, Instant createdAt)
            implements Event {
        @Override
        public String orderId() {
            return id;
        }
    }

    record OrderStatusUpdated(
            String orderId, OrderStatus status, @Nullable String reason, Instant updatedAt) implements Event {}

    record OrderCancellationRequested(
            String orderId, @Nullable String reason) implements Event {}

    record OrderCommandRefused(String orderId, String command, String state, String reason) implements Event {}

    record InventoryReserved(String orderId, List<Item> reservations) implements Event {}

    record InventoryUnavailable(String orderId, List<Item> items, List<Shortage> shortages) implements Event {}

    record InventoryConfirmed(String orderId) implements Event {}

    record InventoryReleased(String orderId) implements Event {}

    record InventoryCommandRefused(String orderId, String command, String state, String reason) implements Event {}

    record ReserveInventory(String orderId, List<Item> items) implements Command {}

    record ConfirmReservation(String orderId) implements Command {}

    record ReleaseReservation(String orderId, @Nullable String reason) implements Command {}

    record ConfirmOrder(String orderId) implements Command {}

    record CancelOrder(String orderId, @Nullable String reason) implements Command {}
}
