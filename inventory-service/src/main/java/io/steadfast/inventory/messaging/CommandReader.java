package io.steadfast.inventory.messaging;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import io.steadfast.inventory.reservation.Demand;
import io.steadfast.inventory.reservation.ReservationCommand;
import io.steadfast.messaging.inbox.AggregateId;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import io.steadfast.messaging.wire.Received;
import java.util.List;

/** Reads commands off the wire, and refuses those that no inventory could ever carry out. */
final class CommandReader {

    private CommandReader() {}

    /** @throws UnprocessableMessageException saying what is wrong */
    static ReservationCommand read(Received<?> received) {
        if (received.data() instanceof ReserveInventory reserve) {
            return new ReservationCommand.Reserve(orderId(reserve), demand(reserve.items()));
        }
        if (received.data() instanceof ConfirmReservation confirm) {
            return new ReservationCommand.Confirm(orderId(confirm));
        }
        if (received.data() instanceof ReleaseReservation release) {
            return new ReservationCommand.Release(orderId(release), release.reason());
        }
        throw new UnprocessableMessageException(
                "no command to the inventory: " + received.data().getClass().getSimpleName());
    }

    private static Demand demand(List<Item> items) {
        if (items.isEmpty()) {
            throw new UnprocessableMessageException("items is empty");
        }
        var demand = new Demand();
        items.forEach(item -> add(item, demand));
        return demand;
    }

    private static void add(Item item, Demand demand) {
        String productId = AggregateId.require("productId", item.productId());
        if (item.quantity() < 1) {
            throw new UnprocessableMessageException(
                    "quantity of %s is not positive: %d".formatted(productId, item.quantity()));
        }
        try {
            demand.add(productId, item.quantity());
        } catch (ArithmeticException e) {
            throw new UnprocessableMessageException("quantities of %s add up to too much".formatted(productId), e);
        }
    }

    private static String orderId(Message command) {
        return AggregateId.require("orderId", command.orderId());
    }
}
