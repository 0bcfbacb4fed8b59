package io.steadfast.inventory.messaging;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message;
import io.steadfast.contracts.Message.InventoryCommandRefused;
import io.steadfast.contracts.Message.InventoryConfirmed;
import io.steadfast.contracts.Message.InventoryReleased;
import io.steadfast.contracts.Message.InventoryReserved;
import io.steadfast.contracts.Message.InventoryUnavailable;
import io.steadfast.contracts.Shortage;
import io.steadfast.inventory.reservation.Outcome;
import io.steadfast.inventory.reservation.Outcome.Confirmed;
import io.steadfast.inventory.reservation.Outcome.Refused;
import io.steadfast.inventory.reservation.Outcome.Reserved;
import io.steadfast.inventory.reservation.Outcome.Unavailable;
import io.steadfast.inventory.reservation.ReservationItem;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.wire.Received;
import java.util.List;
import java.util.Objects;

/** Puts outcomes on the wire. */
final class Answers {

    private Answers() {}

    static OutgoingMessage to(Received<?> received, Outcome outcome) {
        var command = (Message) received.data();
        return OutgoingMessage.of(command.orderId(), event(command, outcome), received.consequence());
    }

    private static Message event(Message command, Outcome outcome) {
        String orderId = command.orderId();
        if (outcome instanceof Reserved reserved) {
            return new InventoryReserved(orderId, items(reserved.items()));
        }
        if (outcome instanceof Unavailable unavailable) {
            return new InventoryUnavailable(orderId, items(unavailable.items()), shortages(unavailable.items()));
        }
        if (outcome instanceof Confirmed) {
            return new InventoryConfirmed(orderId);
        }
        if (outcome instanceof Refused refused) {
            return new InventoryCommandRefused(
                    orderId, command.getClass().getSimpleName(), refused.state(), refused.reason());
        }
        return new InventoryReleased(orderId);
    }

    private static List<Item> items(List<ReservationItem> items) {
        return items.stream()
                .map(item -> new Item(item.productId(), item.quantity()))
                .toList();
    }

    private static List<Shortage> shortages(List<ReservationItem> items) {
        return items.stream()
                .filter(ReservationItem::isShort)
                .map(item -> new Shortage(item.productId(), item.quantity(), Objects.requireNonNull(item.available())))
                .toList();
    }
}
