package io.steadfast.saga.placeorder;

import static io.steadfast.saga.engine.SagaStatus.CANCELLED;
import static io.steadfast.saga.engine.SagaStatus.COMPENSATING;
import static io.steadfast.saga.engine.SagaStatus.RUNNING;
import static io.steadfast.saga.engine.StuckReason.REFUSED;
import static io.steadfast.saga.engine.StuckReason.SILENT;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.CANCEL;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.ITEMS;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.ORDER_CANCELLED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.RELEASED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.RESERVED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.UNAVAILABLE;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.atConfirmOrder;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.atConfirmStock;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.atReserveStock;

import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.InventoryCommandRefused;
import io.steadfast.contracts.Message.OrderCommandRefused;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import io.steadfast.saga.engine.JournalEvent;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Participants that are silent or refuse, and what an operator does about it. */
class PlaceOrderTroubleTest {

    @Nested
    class SilentParticipants {

        @Test
        void theCommandIsSentAgainAsANewMessageUntilTheSagaIsStuck() {
            atReserveStock()
                    .staysUnanswered()
                    .expectSent(new ReserveInventory("o-1", ITEMS))
                    .expectJournal(JournalEvent.RESENT)
                    .expectAttempt(2)
                    .staysUnanswered(2)
                    .expectAttempt(4)
                    .expect(RUNNING, "reserve-stock")
                    .staysUnanswered()
                    .expectStuck(SILENT, "no answer to 4 attempts");
        }

        @Test
        void aStuckSagaHasNoDeadline() {
            atReserveStock().staysUnanswered(4).staysUnanswered().expectIgnored("a stuck saga has no deadline");
        }

        @Test
        void aStuckSagaGoesOnWhenTheAnswerComes() {
            atReserveStock()
                    .staysUnanswered(4)
                    .receives(RESERVED)
                    .expect(RUNNING, "confirm-order")
                    .expectSent(new ConfirmOrder("o-1"))
                    .expectLastError(null);
            atReserveStock().staysUnanswered(4).receives(UNAVAILABLE).expect(COMPENSATING, "cancel-order");
        }

        @Test
        void stockThatWasPromisedIsConfirmedForAsLongAsItTakes() {
            atConfirmStock()
                    .staysUnanswered(1_000)
                    .expect(RUNNING, "confirm-stock")
                    .expectSent(new ConfirmReservation("o-1"));
        }

        @Test
        void aSilentUndoIsStuckAndGoesOnWhenTheAnswerComes() {
            atReserveStock()
                    .receives(CANCEL)
                    .staysUnanswered(4)
                    .expectStuck(SILENT, "no answer to 4 attempts")
                    .receives(RELEASED)
                    .expect(COMPENSATING, "cancel-order")
                    .staysUnanswered(4)
                    .receives(ORDER_CANCELLED)
                    .expect(CANCELLED, "cancel-order");
        }
    }

    @Nested
    class Refusals {

        private static final OrderCommandRefused ORDER_REFUSES =
                new OrderCommandRefused("o-1", "ConfirmOrder", "cancelled", "it has ended");
        private static final InventoryCommandRefused STOCK_REFUSES =
                new InventoryCommandRefused("o-1", "ConfirmReservation", "released", "it has ended");

        @Test
        void makeTheSagaStuck() {
            atConfirmOrder()
                    .receives(ORDER_REFUSES)
                    .expectStuck(REFUSED, "ConfirmOrder refused, the order is cancelled: it has ended")
                    .expectJournal(JournalEvent.REFUSED, JournalEvent.STUCK);
            atConfirmStock()
                    .receives(STOCK_REFUSES)
                    .expectStuck(REFUSED, "ConfirmReservation refused, the reservation is released: it has ended");
        }

        @Test
        void ofAnotherCommandAreIgnored() {
            atConfirmStock()
                    .receives(new InventoryCommandRefused("o-1", "ReleaseReservation", "confirmed", "it is sold"))
                    .expectIgnored("not expected in confirm-stock");
        }

        @Test
        void repeatedChangeNothing() {
            atConfirmOrder()
                    .receives(ORDER_REFUSES)
                    .receives(ORDER_REFUSES)
                    .expectIgnored("already stuck for this reason");
        }

        @Test
        void afterSilenceTellTheOperatorTheBetterReason() {
            atConfirmOrder()
                    .staysUnanswered(4)
                    .receives(ORDER_REFUSES)
                    .expectStuck(REFUSED, "ConfirmOrder refused, the order is cancelled: it has ended");
        }

        @Test
        void ofWhatWasAlreadyReleasedMakeTheSagaStuckNotWait() {
            atReserveStock().receives(RELEASED).expectStuck(REFUSED, "the reservation has already been released");
        }
    }

    @Nested
    class OperatorsRetry {

        @Test
        void sendsTheCommandOfTheStepAgainWithAllItsAttempts() {
            atReserveStock()
                    .staysUnanswered(4)
                    .isRetried()
                    .expect(RUNNING, "reserve-stock")
                    .expectSent(new ReserveInventory("o-1", ITEMS))
                    .expectAttempt(1)
                    .expectJournal(JournalEvent.RETRIED, JournalEvent.RESENT);
        }

        @Test
        void worksAfterARefusal() {
            atConfirmStock()
                    .receives(
                            new InventoryCommandRefused("o-1", "ConfirmReservation", "unknown", "no such reservation"))
                    .isRetried()
                    .expect(RUNNING, "confirm-stock")
                    .expectSent(new ConfirmReservation("o-1"));
        }

        @Test
        void goesOnGoingBack() {
            atReserveStock()
                    .receives(CANCEL)
                    .staysUnanswered(4)
                    .isRetried()
                    .expect(COMPENSATING, "release-stock")
                    .expectSent(new ReleaseReservation("o-1", "cancelled by customer"))
                    .receives(RELEASED)
                    .expect(COMPENSATING, "cancel-order");
        }

        @Test
        void isOfNoUseToASagaThatIsNotStuck() {
            atReserveStock().isRetried().expectIgnored("the saga is running; only a stuck one can be retried");
        }
    }
}
