package io.steadfast.saga.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when and until when an open command is waited for, by the database's clock.
 *
 * @param commandedAt when it was written to the outbox
 * @param deadlineAt when its silence is looked into; null to wait its full patience from now on
 * @param heldInOutbox whether the last look at the deadline found it still in the outbox
 */
record Timing(Instant commandedAt, @Nullable Instant deadlineAt, boolean heldInOutbox) {

    Timing anew(boolean held) {
        return new Timing(commandedAt, null, held);
    }
}
