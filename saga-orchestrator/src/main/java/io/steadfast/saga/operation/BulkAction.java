package io.steadfast.saga.operation;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What operations of one kind do to their targets; a bean each. */
public interface BulkAction {

    /** The kind's name. */
    String kind();

    /**
     * Does it to the targets, in the transaction that is open and in which what came of it is written down. If that
     * fails, it is done to each alone; what fails then is given up with its error, or tried again later if the failure
     * is one that passes. Locks what it needs in the order in which everyone does.
     *
     * @return what came of it for each of the targets
     */
    Map<UUID, ItemOutcome> act(List<UUID> targets, Mandate by);
}
