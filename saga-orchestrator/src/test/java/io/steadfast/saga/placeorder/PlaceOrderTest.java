package io.steadfast.saga.placeorder;

import static io.steadfast.saga.engine.SagaScenario.startedAfterCancellation;
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
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.PLACE_ORDER;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.RELEASED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.RESERVED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.STOCK_CONFIRMED;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.UNAVAILABLE;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.atConfirmOrder;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.atConfirmStock;
import static io.steadfast.saga.placeorder.PlaceOrderScenarios.atReserveStock;

import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.InventoryUnavailable;
import io.steadfast.contracts.Message.OrderCancellationRequested;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import io.steadfast.contracts.Shortage;
import io.steadfast.saga.engine.JournalEvent;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlaceOrderTest {

    @Nested
    class Forward {

        @Test
        void stockIsReservedThenTheOrderConfirmedThenTheStockConfirmed() {
            atReserveStock()
                    .expect(RUNNING, "reserve-stock")
                    .expectSent(new ReserveInventory("o-1", ITEMS))
                    .expectJournal(JournalEvent.STARTED, JournalEvent.SENT)
                    .receives(RESERVED)
                    .expect(RUNNING, "confirm-order")
                    .expectSent(new ConfirmOrder("o-1"))
                    .receives(ORDER_CONFIRMED)
                    .expect(RUNNING, "confirm-stock")
                    .expectSent(new ConfirmReservation("o-1"))
                    .receives(STOCK_CONFIRMED)
                    .expect(COMPLETED, "confirm-stock")
                    .expectSent()
                    .expectJournal(JournalEvent.SUCCEEDED, JournalEvent.COMPLETED)
                    .expectLastError(null);
        }

        @Test
        void aLateReplyIsIgnoredWithTheStepThatIsPast() {
            atConfirmOrder().receives(RESERVED).expectIgnored("already past this step: reserve-stock");
        }

        @Test
        void aReplyToAnEndedSagaIsIgnored() {
            atConfirmStock().receives(STOCK_CONFIRMED).receives(STOCK_CONFIRMED).expectIgnored("already completed");
        }

        @Test
        void anUnexpectedReplyIsIgnored() {
            atReserveStock().receives(STOCK_CONFIRMED).expectIgnored("not expected in reserve-stock");
            atConfirmOrder().receives(ORDER_CANCELLED).expectIgnored("not expected in confirm-order");
        }

        @Test
        void anOrderAnnouncedAgainIsIgnored() {
            atConfirmOrder().receives(CREATED).expectIgnored("already started");
        }
    }

    @Nested
    class Unavailable {

        @Test
        void onlyTheOrderIsCancelledSinceNothingWasReserved() {
            String reason = "out of stock: item2 (requested 80, available 50)";
            atReserveStock()
                    .receives(UNAVAILABLE)
                    .expect(COMPENSATING, "cancel-order")
                    .expectSent(new CancelOrder("o-1", reason))
                    .expectLastError(reason)
                    .receives(ORDER_CANCELLED)
                    .expect(CANCELLED, "cancel-order")
                    .expectJournal(JournalEvent.SUCCEEDED, JournalEvent.CANCELLED);
        }

        @Test
        void everyProductOfWhichThereIsTooLittleIsNamed() {
            atReserveStock()
                    .receives(new InventoryUnavailable(
                            "o-1", ITEMS, List.of(new Shortage("a", 2, 1), new Shortage("b", 3, 0))))
                    .expectSent(new CancelOrder(
                            "o-1", "out of stock: a (requested 2, available 1), b (requested 3, available 0)"));
        }
    }

    @Nested
    class CustomersCancellation {

        @Test
        void beforeAnyAnswerItReleasesTheStockThatMayBeReserved() {
            atReserveStock()
                    .receives(CANCEL)
                    .expect(COMPENSATING, "release-stock")
                    .expectSent(new ReleaseReservation("o-1", "cancelled by customer"))
                    .receives(RESERVED)
                    .expectIgnored("already past this step: reserve-stock")
                    .receives(RELEASED)
                    .expectSent(new CancelOrder("o-1", "cancelled by customer"))
                    .receives(ORDER_CANCELLED)
                    .expect(CANCELLED, "cancel-order");
        }

        @Test
        void itsReasonReachesTheOrder() {
            atReserveStock()
                    .receives(new OrderCancellationRequested("o-1", "changed my mind"))
                    .receives(RELEASED)
                    .expectSent(new CancelOrder("o-1", "changed my mind"));
        }

        @Test
        void onceThePivotsCommandIsSentItIsTooLate() {
            String tooLate = "too late: the pivot's command has been sent";
            atConfirmOrder().receives(CANCEL).expectIgnored(tooLate);
            atConfirmStock().receives(CANCEL).expectIgnored(tooLate);
            atConfirmOrder()
                    .staysUnanswered(4)
                    .expectStuck(SILENT, "no answer to 4 attempts")
                    .receives(CANCEL)
                    .expectIgnored(tooLate);
            atConfirmStock().receives(STOCK_CONFIRMED).receives(CANCEL).expectIgnored("too late: already completed");
        }

        @Test
        void aStuckSagaBeforeThePivotTurnsBack() {
            atReserveStock()
                    .staysUnanswered(4)
                    .receives(CANCEL)
                    .expect(COMPENSATING, "release-stock")
                    .expectSent(new ReleaseReservation("o-1", "cancelled by customer"));
        }

        @Test
        void repeatedItChangesNothing() {
            atReserveStock().receives(CANCEL).receives(CANCEL).expectIgnored("already being undone");
            atReserveStock()
                    .receives(UNAVAILABLE)
                    .receives(ORDER_CANCELLED)
                    .receives(CANCEL)
                    .expectIgnored("already cancelled");
        }

        @Test
        void cameItBeforeTheOrderNothingIsDoneAndOnlyTheOrderCancelled() {
            startedAfterCancellation(PLACE_ORDER, CREATED, "cancelled by customer")
                    .expect(COMPENSATING, "cancel-order")
                    .expectSent(new CancelOrder("o-1", "cancelled by customer"))
                    .expectJournal(JournalEvent.STARTED, JournalEvent.CANCELLATION_REQUESTED, JournalEvent.SENT);
        }
    }
}
