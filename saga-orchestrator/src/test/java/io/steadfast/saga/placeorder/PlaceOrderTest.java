package io.steadfast.saga.placeorder;

import static io.steadfast.saga.engine.SagaScenario.started;
import static io.steadfast.saga.engine.SagaScenario.startedAfterCancellation;
import static io.steadfast.saga.engine.SagaStatus.CANCELLED;
import static io.steadfast.saga.engine.SagaStatus.COMPENSATING;
import static io.steadfast.saga.engine.SagaStatus.COMPLETED;
import static io.steadfast.saga.engine.SagaStatus.RUNNING;
import static io.steadfast.saga.engine.StuckReason.REFUSED;
import static io.steadfast.saga.engine.StuckReason.SILENT;

import io.steadfast.contracts.Item;
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
import io.steadfast.contracts.Shortage;
import io.steadfast.saga.engine.JournalEvent;
import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaScenario;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlaceOrderTest {

    private static final SagaDefinition<?> PLACE_ORDER = PlaceOrder.definition(Patience.DEFAULT);
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final List<Item> ITEMS = List.of(new Item("item1", 2), new Item("item2", 80));
    private static final OrderCreated CREATED = new OrderCreated("o-1", "c-42", ITEMS, OrderStatus.PENDING, NOW);
    private static final InventoryReserved RESERVED = new InventoryReserved("o-1", ITEMS);
    private static final InventoryUnavailable UNAVAILABLE =
            new InventoryUnavailable("o-1", ITEMS, List.of(new Shortage("item2", 80, 50)));
    private static final OrderStatusUpdated ORDER_CONFIRMED =
            new OrderStatusUpdated("o-1", OrderStatus.CONFIRMED, null, NOW);
    private static final OrderStatusUpdated ORDER_CANCELLED =
            new OrderStatusUpdated("o-1", OrderStatus.CANCELLED, "whatever", NOW);
    private static final InventoryConfirmed STOCK_CONFIRMED = new InventoryConfirmed("o-1");
    private static final InventoryReleased RELEASED = new InventoryReleased("o-1");
    private static final OrderCancellationRequested CANCEL = new OrderCancellationRequested("o-1", null);

    private static SagaScenario<?> atReserveStock() {
        return started(PLACE_ORDER, CREATED);
    }

    private static SagaScenario<?> atConfirmOrder() {
        return atReserveStock().receives(RESERVED);
    }

    private static SagaScenario<?> atConfirmStock() {
        return atConfirmOrder().receives(ORDER_CONFIRMED);
    }

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
