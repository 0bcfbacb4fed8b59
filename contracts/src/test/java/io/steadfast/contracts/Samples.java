package io.steadfast.contracts;

import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.InventoryCommandRefused;
import io.steadfast.contracts.Message.InventoryConfirmed;
import io.steadfast.contracts.Message.InventoryReleased;
import io.steadfast.contracts.Message.InventoryReserved;
import io.steadfast.contracts.Message.InventoryUnavailable;
import io.steadfast.contracts.Message.OrderCancellationRequested;
import io.steadfast.contracts.Message.OrderCommandRefused;
import io.steadfast.contracts.Message.OrderCreated;
import io.steadfast.contracts.Message.OrderStatusUpdated;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import java.time.Instant;
import java.util.List;

/** Messages as services send them, each optional component once present and once absent. */
final class Samples {

    private static final String ORDER = "0198c2a0-5b7e-7000-8000-000000000001";
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00.123456Z");
    private static final List<Item> ITEMS = List.of(new Item("item1", 2), new Item("item2", 1));

    private Samples() {}

    static List<Message> all() {
        return List.of(
                new OrderCreated(ORDER, "c-42", ITEMS, OrderStatus.PENDING, AT),
                new OrderStatusUpdated(ORDER, OrderStatus.CONFIRMED, null, AT),
                new OrderStatusUpdated(ORDER, OrderStatus.CANCELLED, "out of stock: item1", AT),
                new OrderCancellationRequested(ORDER, null),
                new OrderCancellationRequested(ORDER, "changed my mind"),
                new OrderCommandRefused(ORDER, "ConfirmOrder", "cancelled", "the order is cancelled"),
                new InventoryReserved(ORDER, ITEMS),
                new InventoryUnavailable(ORDER, ITEMS, List.of(new Shortage("item1", 2, 0))),
                new InventoryConfirmed(ORDER),
                new InventoryReleased(ORDER),
                new InventoryCommandRefused(ORDER, "ConfirmReservation", "released", "it was released"),
                new ReserveInventory(ORDER, ITEMS),
                new ConfirmReservation(ORDER),
                new ReleaseReservation(ORDER, null),
                new ReleaseReservation(ORDER, "the order is cancelled"),
                new ConfirmOrder(ORDER),
                new CancelOrder(ORDER, null),
                new CancelOrder(ORDER, "out of stock: item1"));
    }
}
