package io.steadfast.saga.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.steadfast.saga.engine.Incoming;
import io.steadfast.saga.testing.RunningOrchestrator;
import io.steadfast.saga.testing.Sagas;
import io.steadfast.saga.trip.TripMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;

@RunningOrchestrator
class SagaStoreIT {

    @Autowired
    Sagas sagas;

    @Autowired
    SagaStore store;

    @Autowired
    TransactionOperations transactions;

    @Test
    void aSagaThatSomeoneElseHasChangedIsNotOverwritten() {
        String order = sagas.started();
        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> transactions.executeWithoutResult(status -> {
                    List<LockedSaga<?>> locked = store.lock(List.of(sagas.id(order)), List.of());
                    locked.get(0).on(new Incoming.DeadlinePassed("reserve-stock"), null);
                    sagas.set(order, "version = version + 1");
                    store.save(locked);
                }));
        assertThat(sagas.row(order)).containsEntry("attempt", 1).containsEntry("version", 1L);
        assertThat(sagas.sent(order)).isEmpty();
    }

    @Test
    void whatIsLoadedIsWhatWasSaved() {
        String order = sagas.newOrder();
        sagas.receive(Sagas.created(order), Sagas.cancellation(order));
        transactions.executeWithoutResult(status -> {
            LockedSaga<?> loaded = store.lock(List.of(), List.of(new SagaKey("place-order", order)))
                    .get(0);
            assertThat(loaded.saga().undo().remaining()).containsExactly("cancel-order");
            assertThat(loaded.saga().undo().reason()).isEqualTo("cancelled by customer");
            assertThat(loaded.saga().data())
                    .hasToString("Order[id=%s, customerId=c-42, items=[Item[productId=item1, quantity=2]]]"
                            .formatted(order));
            assertThat(loaded.commandedAt(loaded.saga().sending())).isPresent();
        });
    }

    @Test
    void aSagaMayRememberAlmostAMegabyte() {
        String trip = sagas.newOrder();
        String seat = "12A".repeat(300_000);
        sagas.receive(
                new TripMessage.Requested(trip, 100, false),
                new TripMessage.FlightBooked(trip, seat),
                new TripMessage.HotelBooked(trip));
        assertThat(sagas.outbox(trip).get(2).path("data").path("seat").asString())
                .isEqualTo(seat);
        sagas.receive(new TripMessage.Charged(trip));
        assertThat(sagas.outbox(trip).get(3).path("data").path("seat").asString())
                .isEqualTo(seat);
    }

    @Test
    void withoutATransactionNothingIsLocked() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> store.lock(List.of(), List.of()));
    }
}
