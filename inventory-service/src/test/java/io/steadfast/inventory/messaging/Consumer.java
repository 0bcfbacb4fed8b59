package io.steadfast.inventory.messaging;

import io.steadfast.contracts.Message.Command;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Does with a batch what a listener does, but forgives nothing except a lost race for a new order: that batch is
 * handled one message at a time, each until it succeeds. A deadlock gets out.
 */
class Consumer {

    private final InventoryCommandHandler handler;
    private final TransactionOperations transactions;
    final AtomicInteger races = new AtomicInteger();

    Consumer(InventoryCommandHandler handler, TransactionOperations transactions) {
        this.handler = handler;
        this.transactions = transactions;
    }

    void consume(List<? extends Command> commands) {
        List<Received<?>> batch = commands.stream()
                .<Received<?>>map(command -> new Received<>(UUID.randomUUID(), command, Instant.now(), Metadata.EMPTY))
                .toList();
        if (!handled(batch)) {
            for (Received<?> single : batch) {
                while (!handled(List.of(single))) {
                    races.incrementAndGet();
                }
            }
        }
    }

    private boolean handled(List<Received<?>> batch) {
        try {
            transactions.executeWithoutResult(status -> handler.handle(batch));
            return true;
        } catch (OptimisticLockingFailureException lostRace) {
            races.incrementAndGet();
            return false;
        }
    }
}
