package io.steadfast.saga.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operations of one kind do to their targets; a bean each. */
public interface BulkAction {

    /**
     * One thing to do it to.
     *
     * @param since as the {@link TargetFilter} had it when the operation was started; null if nobody has noted it
     */
    record Target(UUID id, @Nullable Instant since) {}

    /** The kind's name, one of those that the check of {@code admin_operation.kind} allows. */
    String kind();

    /**
     * Does it to the targets, in the transaction that is open and in which what came of it is written down. If that
     * fails, all is rolled back and it is done to each alone; what fails then is given up with its error, or tried again
     * later if the failure is one that passes. So it may be called several times for a target, and has no effects but
     * those of the transaction. Locks what it needs in the order in which everyone does.
     *
     * @return what came of it for each of the targets, by id
     */
    Map<UUID, ItemOutcome> act(List<Target> targets, Mandate by);
}
