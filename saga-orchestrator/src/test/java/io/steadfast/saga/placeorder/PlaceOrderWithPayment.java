package io.steadfast.saga.placeorder;

import static io.steadfast.contracts.OrderStatus.CANCELLED;
import static io.steadfast.contracts.OrderStatus.CONFIRMED;
import static io.steadfast.saga.engine.SagaDefinition.saga;
import static io.steadfast.saga.engine.SagaDefinition.version;
import static io.steadfast.saga.placeorder.PlaceOrder.becomes;
import static io.steadfast.saga.placeorder.PlaceOrder.orderRefuses;
import static io.steadfast.saga.placeorder.PlaceOrder.stockRefuses;

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
import io.steadfast.example.contracts.PaymentMessage.CardCharged;
import io.steadfast.example.contracts.PaymentMessage.CardDeclined;
import io.steadfast.example.contracts.PaymentMessage.CardRefunded;
import io.steadfast.example.contracts.PaymentMessage.ChargeCard;
import io.steadfast.example.contracts.PaymentMessage.RefundCard;
import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.engine.SagaDefinition;
import java.time.Duration;

/** The order saga since orders are paid for: as {@link PlaceOrder}, and the card is charged before the promise is made. */
public final class PlaceOrderWithPayment {

    /** 20, 40, 80, 120 and 120 seconds, each give or take a tenth: banks take their time. */
    static final Patience OF_BANKS = new Patience(Duration.ofSeconds(20), 5, Duration.ofSeconds(120)).withJitter(0.1);

    private PlaceOrderWithPayment() {}

    /** The definition, whose unanswered commands wait as given, except for those to the bank. */
    public static SagaDefinition<?> definition(Patience patience) {
        return saga("place-order", version(2))
                .startedBy(OrderCreated.class, Order.class, Order::of)
                .identifiedBy(Message.class, Message::orderId)
                .cancelledBy(OrderCancellationRequested.class, OrderReason::ofCustomer)
                .waits(patience)

                // Whatever happens, an order that does not go through ends cancelled, with a reason.
                .undoneBy("cancel-order")
                .sends((order, reason) -> new CancelOrder(order.id(), reason))
                .succeedsOn(OrderStatusUpdated.class, becomes(CANCELLED))
                .refusedOn(OrderCommandRefused.class, orderRefuses("CancelOrder"), OrderReason::refused)

                // Stock comes first: nobody pays for what is not there, and a release costs less than a refund.
                .step("reserve-stock")
                .sends(order -> new ReserveInventory(order.id(), order.items()))
                .succeedsOn(InventoryReserved.class)
                .failsOn(InventoryUnavailable.class, OrderReason::outOfStock)
                .refusedOn(InventoryReleased.class, OrderReason::alreadyReleased)
                .undoneBy("release-stock")
                .sends((order, reason) -> new ReleaseReservation(order.id(), reason))
                .succeedsOn(InventoryReleased.class)
                .refusedOn(InventoryCommandRefused.class, stockRefuses("ReleaseReservation"), OrderReason::refused)

                // The last step to which business may say no, so it comes before the pivot.
                .step("charge-card")
                .sends(order -> new ChargeCard(order.id(), order.customerId(), order.items()))
                .succeedsOn(CardCharged.class)
                .failsOn(CardDeclined.class, declined -> "card declined: " + declined.reason())
                .refusedOn(CardRefunded.class, refunded -> "the card has already been refunded")
                .waits(OF_BANKS)
                .undoneBy("refund-card")
                .sends((order, reason) -> new RefundCard(order.id(), reason))
                .succeedsOn(CardRefunded.class)
                .waits(OF_BANKS)

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
}
