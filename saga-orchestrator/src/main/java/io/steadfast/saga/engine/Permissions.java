package io.steadfast.saga.engine;

import java.util.Optional;

/**
 * What may be done to a saga in its present state, and if not, why not. Nothing requires that the step of one that has
 * ended is known: its definition may have been removed.
 */
final class Permissions {

    private Permissions() {}

    static <D> Optional<String> refusal(Action action, SagaDefinition<D> definition, Saga<D> saga) {
        return switch (action) {
            case CANCEL -> refusalToTurnBack(definition, saga);
            case RETRY -> unlessStuck(saga, "retried");
            case SKIP -> refusalToSkip(definition, saga);
        };
    }

    /** The saga is the arbiter between whoever cancels and the pivot: whichever is written first has won. */
    static <D> Optional<String> refusalToTurnBack(SagaDefinition<D> definition, Saga<D> saga) {
        if (saga.status() == SagaStatus.COMPLETED) {
            return Optional.of("too late: already completed");
        } else if (saga.status() == SagaStatus.CANCELLED) {
            return Optional.of("already cancelled");
        }
        Step<D> step = definition.step(saga.step());
        if (step.kind() == Step.Kind.UNDO) {
            return Optional.of("already being undone");
        }
        return definition.isFromPivotOn(step)
                ? Optional.of("too late: the pivot's command has been sent")
                : Optional.empty();
    }

    private static <D> Optional<String> refusalToSkip(SagaDefinition<D> definition, Saga<D> saga) {
        if (!definition.letsSkip(saga.step())) {
            return Optional.of("the definition of %s lets nobody skip %s".formatted(definition.type(), saga.step()));
        }
        return unlessStuck(saga, "skipped");
    }

    private static Optional<String> unlessStuck(Saga<?> saga, String done) {
        return saga.status() == SagaStatus.STUCK
                ? Optional.empty()
                : Optional.of("the saga is %s; only a stuck one can be %s"
                        .formatted(saga.status().lowerCase(), done));
    }
}
