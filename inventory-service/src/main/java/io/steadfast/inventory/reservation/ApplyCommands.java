package io.steadfast.inventory.reservation;

import io.steadfast.inventory.stock.LockStock;
import io.steadfast.inventory.stock.Stock;
import io.steadfast.messaging.database.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carries out a batch of commands with a fixed number of queries.
 *
 * <p>Locks come in one order, so that batches wait for each other and never deadlock: reservations by order id, then
 * products by id, each once, then new reservations are written by order id. If another transaction has written one of
 * those in the meantime, the whole batch fails, and finds that reservation when it is repeated.
 */
@Component
public class ApplyCommands {

    private final ReservationTable reservations;
    private final LockStock lockStock;
    private final DatabaseClock clock;

    ApplyCommands(ReservationTable reservations, LockStock lockStock, DatabaseClock clock) {
        this.reservations = reservations;
        this.lockStock = lockStock;
        this.clock = clock;
    }

    /**
     * Applies the commands one after the other, in the caller's transaction, and returns the outcome of each.
     *
     * @throws org.springframework.dao.OptimisticLockingFailureException if a concurrent transaction was first with an
     *     order that was unknown; the caller's transaction is to be repeated
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> apply(List<ReservationCommand> commands) {
        Set<String> orderIds =
                commands.stream().map(ReservationCommand::orderId).collect(Collectors.toSet());
        var batch = new ReservationBatch(reservations.lockAll(orderIds));
        Stock stock = lockStock.of(batch.productsOf(commands));
        Instant now = clock.now();
        List<Outcome> outcomes = commands.stream()
                .map(command -> batch.apply(command, stock, now))
                .toList();
        lockStock.save(stock);
        reservations.update(batch.changed());
        reservations.insert(batch.made());
        return outcomes;
    }
}
