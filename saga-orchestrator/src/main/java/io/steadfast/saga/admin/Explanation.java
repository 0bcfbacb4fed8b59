package io.steadfast.saga.admin;

import io.steadfast.saga.admin.FindSagas.Inside;
import io.steadfast.saga.engine.SagaStatus;

/** One saga's situation in words, for someone who sees it for the first time at night. */
final class Explanation {

    private static final String WHAT_HELPS =
            "If the answer comes after all it goes on by itself; retry sends the step's command again. "
                    + "Nothing else waits behind it.";

    private Explanation() {}

    static String of(SagaOverview saga, Inside inside) {
        return switch (SagaStatus.of(saga.status())) {
            case RUNNING -> "Waits for the answer to %s. %s".formatted(attempt(saga), whatIfSilent(saga, inside));
            case COMPENSATING ->
                "Is being undone (%s). Waits for the answer to %s. %s"
                        .formatted(inside.undoReason(), attempt(saga), whatIfSilent(saga, inside));
            case STUCK -> "Stuck in %s: %s %s".formatted(saga.step(), whyStuck(saga, inside), WHAT_HELPS);
            case COMPLETED -> "Completed: every step succeeded.";
            case CANCELLED ->
                "Cancelled: everything that was or may have been done is undone (%s).".formatted(inside.undoReason());
        };
    }

    private static String attempt(SagaOverview saga) {
        return "%s (attempt %d)".formatted(saga.step(), saga.attempt());
    }

    private static String whatIfSilent(SagaOverview saga, Inside inside) {
        return inside.commandInOutbox()
                ? "Its command has not left the outbox yet, so its time does not count."
                : "If none comes, that is looked into at %s.".formatted(saga.deadlineAt());
    }

    private static String whyStuck(SagaOverview saga, Inside inside) {
        return "refused".equals(inside.stuckReason())
                ? "the participant refused. %s.".formatted(saga.lastError())
                : "%s. Is the participant running?".formatted(saga.lastError());
    }
}
