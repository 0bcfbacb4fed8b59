package io.steadfast.saga.operation;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.steadfast.messaging.rabbit.FailureKind;
import io.steadfast.saga.operation.BulkAction.Target;
import io.steadfast.saga.operation.OperationTable.Due;
import io.steadfast.saga.operation.OperationTable.Item;
import io.steadfast.saga.operation.OperationTable.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries operations on, a batch of items at a time. The effect on each item, the note that it is done and the count are
 * one transaction: whenever a worker dies, another goes on without repeating or forgetting one. Any number of workers may
 * run at the same time.
 */
@Component
class OperationWorker {

    private static final Logger log = LoggerFactory.getLogger(OperationWorker.class);

    /** After so many the next tick goes on; by then an instance that is shutting down has stopped its ticks. */
    private static final int MAX_ROUNDS = 100;

    private static final Duration ITEM_POSTPONED = Duration.ofSeconds(10);
    private static final Duration OPERATION_POSTPONED = Duration.ofSeconds(1);

    private final OperationTable operations;
    private final TransactionOperations transactions;
    private final Map<String, BulkAction> actions;
    private final int batchSize;

    OperationWorker(
            OperationTable operations,
            TransactionOperations transactions,
            List<BulkAction> actions,
            OperationProperties properties) {
        this.operations = operations;
        this.transactions = transactions;
        this.actions = actions.stream().collect(toUnmodifiableMap(BulkAction::kind, Function.identity()));
        this.batchSize = properties.batchSize();
    }

    /**
     * Does what is due by now. Kinds that only newer instances know are left to those.
     *
     * @return whether anything was due, here or on another instance
     */
    boolean work() {
        boolean any = false;
        boolean more = true;
        for (int round = 0; more && round < MAX_ROUNDS; round++) {
            more = false;
            for (Due operation : operations.due(actions.keySet())) {
                any = true;
                more |= workOn(operation.id(), Math.min(batchSize, operation.ratePerSecond()));
            }
        }
        return any;
    }

    /** @return whether there was anything to do that no other instance was doing */
    private boolean workOn(UUID operation, int limit) {
        try {
            return locked(operation, true, running -> workOnNext(running, limit));
        } catch (RuntimeException | Error e) {
            // Whichever item it was: alone, it holds up no other.
            operations.nextItems(operation, limit).forEach(item -> workOn(operation, item));
            return true;
        }
    }

    private void workOnNext(Running operation, int limit) {
        List<Item> items = operations.nextItems(operation.id(), limit);
        if (items.isEmpty()) {
            operations.postpone(operation, OPERATION_POSTPONED);
        } else {
            act(operation, items);
        }
    }

    private void workOn(UUID operation, Item item) {
        try {
            locked(operation, false, running -> ifPending(running, item, () -> act(running, List.of(item))));
        } catch (RuntimeException | Error e) {
            locked(operation, false, running -> ifPending(running, item, () -> cope(running, item, e)));
        }
    }

    private boolean locked(UUID operation, boolean ifDue, Consumer<Running> work) {
        return transactions.execute(status -> {
            var running = ifDue ? operations.lockDue(operation) : operations.lock(operation);
            running.ifPresent(work);
            return running.isPresent();
        });
    }

    private void ifPending(Running operation, Item item, Runnable work) {
        if (operations.isPending(operation, item)) {
            work.run();
        }
    }

    private void act(Running operation, List<Item> items) {
        BulkAction action = Objects.requireNonNull(actions.get(operation.kind()));
        List<Target> targets = items.stream().map(Item::target).toList();
        Map<UUID, ItemOutcome> outcomes = action.act(targets, operation.mandate());
        operations.decide(
                operation,
                items,
                targets.stream()
                        .map(target -> Objects.requireNonNull(outcomes.get(target.id())))
                        .toList());
    }

    private void cope(Running operation, Item item, Throwable failure) {
        String error = NestedExceptionUtils.getMostSpecificCause(failure).toString();
        if (FailureKind.of(failure) == FailureKind.TRANSIENT) {
            if (!operations.isAnyWaiting(operation)) {
                log.warn(
                        "{} {} has to wait, and maybe more of its operation {}: {}",
                        operation.kind(),
                        item.target().id(),
                        operation.id(),
                        error);
            }
            operations.postponeItem(
                    operation, item, ITEM_POSTPONED, ItemOutcome.failed(error).text());
        } else {
            log.error("{} {} cannot be done", operation.kind(), item.target().id(), failure);
            operations.decide(operation, List.of(item), List.of(ItemOutcome.failed(error)));
        }
    }
}
