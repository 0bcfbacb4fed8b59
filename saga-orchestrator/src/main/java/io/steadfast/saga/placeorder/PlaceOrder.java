package io.steadfast.saga.placeorder;

import static io.steadfast.contracts.OrderStatus.CANCELLED;
import static io.steadfast.contracts.OrderStatus.CONFIRMED;
import static io.steadfast.saga.engine.SagaDefinition.saga;
import static io.steadfast.saga.engine.SagaDefinition.version;

import io.steadfast.contracts.Message;
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
import io.steadfast.contracts.OrderStatus;
import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.engine.SagaDefinition;
import java.util.function.Predicate;

/**
 * The order saga. A customer's order ends confirmed, with its stock sold, or cancelled, with nothing reserved. The
 * customer may cancel until the order is about to be confirmed.
 */
public final class PlaceOrder {

    private PlaceOrder() {}

    /** The definition, whose unanswered commands wait as given. */
    public static SagaDefinition<?> definition(Patience patience) {
        return saga("place-order", version(1))
                .startedBy(OrderCreated.class, Order.class, Order::of)
                .identifiedBy(Message.class, Message::orderId)
                .cancelledBy(OrderCancellationRequested.class, OrderReason::ofCustomer)
                .waits(patience)

                // Whatever happens, an order that does not go through ends cancelled, with a reason.
                .undoneBy("cancel-order")
                .sends((order, reason) -> new CancelOrder(order.id(), reason))
                .succeedsOn(OrderStatusUpdated.class, becomes(CANCELLED))
                .refusedOn(OrderCommandRefused.class, orderRefuses("CancelOrder"), OrderReason::refused)

                // Stock comes first: it is the only step to which business may say no.
                .step("reserve-stock")
                .sends(order -> new ReserveInventory(order.id(), order.items()))
                .succeedsOn(InventoryReserved.class)
                .failsOn(InventoryUnavailable.class, OrderReason::outOfStock)
                .refusedOn(InventoryReleased.class, OrderReason::alreadyReleased)
                .undoneBy("release-stock")
                .sends((order, reason) -> new ReleaseReservation(order.id(), reason))
                .succeedsOn(InventoryReleased.class)
                .refusedOn(InventoryCommandRefused.class, stockRefuses("ReleaseReservation"), OrderReason::refused)

                // The point of no return: from here on the customer has the promise.
                .pivot("confirm-order")
                .sends(order -> new ConfirmOrder(order.id()))
                .succeedsOn(OrderStatusUpdated.class, becomes(CONFIRMED))
                .refusedOn(OrderCommandRefused.class, orderRefuses("ConfirmOrder"), OrderReason::refused)

                // What was promised is delivered, however long it takes.
                .step("confirm-stock")
                .sends(order -> new ConfirmReservation(order.id()))
                .succeedsOn(InventoryConfirmed.class)
                .refusedOn(InventoryCommandRefused.class, stockRefuses("ConfirmReservation"), OrderReason::refused)
                .retriedUntilItSucceeds()
                .end();
    }

    static Predicate<OrderStatusUpdated> becomes(OrderStatus status) {
        return updated -> updated.status() == status;
    }

    static Predicate<OrderCommandRefused> orderRefuses(String command) {
        return refusal -> refusal.command().equals(command);
    }

    static Predicate<InventoryCommandRefused> stockRefuses(String command) {
        return refusal -> refusal.command().equals(command);
    }
}
