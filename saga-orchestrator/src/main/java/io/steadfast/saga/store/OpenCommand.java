package io.steadfast.saga.store;

import static java.util.Objects.requireNonNull;

import io.steadfast.saga.engine.Saga.Sending;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A command that a saga waits for, as the column {@code branches} has it, and on its way there: what is null is then
 * filled in by the database's clock.
 *
 * @param patienceMs how long to wait from now on where there is no deadline; null in a saga without deadlines
 */
@JsonNaming(SnakeCaseStrategy.class)
record OpenCommand(
        String step,
        int attempt,
        UUID commandId,
        @Nullable Instant commandedAt,
        @Nullable Instant deadlineAt,
        boolean heldInOutbox,
        @Nullable Long patienceMs) {

    static OpenCommand of(LockedSaga<?> locked, Sending sending) {
        boolean hasDeadline = locked.saga().status().hasDeadline();
        Timing timing = locked.timing(sending);
        return new OpenCommand(
                sending.step(),
                sending.attempt(),
                sending.commandId(),
                timing == null ? null : timing.commandedAt(),
                timing == null || !hasDeadline ? null : timing.deadlineAt(),
                timing != null && timing.heldInOutbox(),
                hasDeadline ? locked.definition().patience(sending).toMillis() : null);
    }

    Sending sending() {
        return new Sending(step, attempt, commandId);
    }

    Timing timing() {
        return new Timing(requireNonNull(commandedAt), deadlineAt, heldInOutbox);
    }
}
