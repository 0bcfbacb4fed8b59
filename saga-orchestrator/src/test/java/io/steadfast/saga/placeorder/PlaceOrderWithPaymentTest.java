package io.steadfast.saga.placeorder;

import static io.steadfast.saga.engine.SagaScenario.started;
import static io.steadfast.saga.engine.SagaStatus.CANCELLED;
import static io.steadfast.saga.engine.SagaStatus.COMPENSATING;
import static io.steadfast.saga.engine.SagaStatus.COMPLETED;
import static io.steadfast.saga.engine.SagaStatus.RUNNING;
import static io.steadfast.saga.engine.StuckReason.SILENT;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.CANCEL;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.CREATED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.ITEMS;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.ORDER_CANCELLED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.ORDER_CONFIRMED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.RELEASED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.RESERVED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.STOCK_CONFIRMED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.UNAVAILABLE;

import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.example.contracts.PaymentMessage.CardCharged;
import io.steadfast.example.contracts.PaymentMessage.CardDeclined;
import io.steadfast.example.contracts.PaymentMessage.CardRefunded;
import io.steadfast.example.contracts.PaymentMessage.ChargeCard;
import io.steadfast.example.contracts.PaymentMessage.RefundCard;
import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaScenario;
import org.junit.jupiter.api.Test;

class PlaceOrderWithPaymentTest {

    private static final SagaDefinition<?> DEFINITION = PlaceOrderWithPayment.definition(Patience.DEFAULT);

    private static SagaScenario<?> atChargeCard() {
        return started(DEFINITION, CREATED).receives(RESERVED);
    }

    @Test
    void theCardIsChargedOnceStockIsReservedAndBeforeTheOrderIsConfirmed() {
        atChargeCard()
                .expect(RUNNING, "charge-card")
                .expectSent(new ChargeCard("o-1", "c-42", ITEMS))
                .receives(new CardCharged("o-1", 82))
                .expect(RUNNING, "confirm-order")
                .expectSent(new ConfirmOrder("o-1"))
                .receives(ORDER_CONFIRMED)
                .receives(STOCK_CONFIRMED)
                .expect(COMPLETED, "confirm-stock");
    }

    @Test
    void aDeclinedCardReleasesTheStockAndCancelsTheOrder() {
        String reason = "card declined: the limit is reached";
        atChargeCard()
                .receives(new CardDeclined("o-1", "the limit is reached"))
                .expect(COMPENSATING, "release-stock")
                .expectSent(new ReleaseReservation("o-1", reason))
                .receives(RELEASED)
                .expectSent(new CancelOrder("o-1", reason))
                .receives(ORDER_CANCELLED)
                .expect(CANCELLED, "cancel-order");
    }

    @Test
    void aCancellationRefundsWhatMayHaveBeenCharged() {
        atChargeCard()
                .receives(CANCEL)
                .expect(COMPENSATING, "refund-card")
                .expectSent(new RefundCard("o-1", "cancelled by customer"))
                .receives(new CardCharged("o-1", 82))
                .expectIgnored("already past this step: charge-card")
                .receives(new CardRefunded("o-1"))
                .expect(COMPENSATING, "release-stock");
    }

    @Test
    void banksAreWaitedForLongerAndTheirSilenceCancelsNothing() {
        atChargeCard()
                .staysUnanswered(4)
                .expect(RUNNING, "charge-card")
                .expectSent(new ChargeCard("o-1", "c-42", ITEMS))
                .staysUnanswered()
                .expectStuck(SILENT, "no answer to 5 attempts")
                .receives(new CardCharged("o-1", 82))
                .expect(RUNNING, "confirm-order");
    }

    @Test
    void nobodyPaysForWhatIsNotThere() {
        started(DEFINITION, CREATED).receives(UNAVAILABLE).expect(COMPENSATING, "cancel-order");
    }
}
