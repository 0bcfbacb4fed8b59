package io.steadfast.saga.engine;

import io.steadfast.saga.engine.Answer.Reading;
import io.steadfast.saga.engine.Saga.Identity;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a saga does next: a pure function of its definition, its state and what came in. Time, ids and storage
 * are the caller's; the same arguments always give the same transition.
 *
 * <p>Whatever comes late, twice or unexpected changes nothing and is journaled with why.
 */
public final class SagaCore {

    private SagaCore() {}

    /**
     * A new saga's first transition.
     *
     * @param cancellation the reason of a cancellation that came before the start, or null; such a saga does nothing
     *     and undoes only its start
     */
    public static <D> Transition<D> start(
            SagaDefinition<D> definition, Identity identity, D data, @Nullable String cancellation, Cause cause) {
        return Decision.started(definition, identity, data, cause).begin(cancellation);
    }

    /** What an existing saga does about what came in. */
    public static <D> Transition<D> on(SagaDefinition<D> definition, Saga<D> saga, Incoming incoming, Cause cause) {
        Decision<D> decision = new Decision<>(definition, saga, cause);
        if (incoming instanceof Incoming.Reply reply) {
            return onReply(decision, reply.event());
        } else if (incoming instanceof Incoming.CancellationRequest request) {
            return onCancellation(decision, request.reason());
        } else if (incoming instanceof Incoming.DeadlinePassed) {
            return onDeadline(decision);
        } else if (incoming instanceof Incoming.Retry retry) {
            return onRetry(decision, retry);
        } else if (incoming instanceof Incoming.StartedAgain again) {
            return decision.ignore(again.event().getClass().getSimpleName(), "already started");
        }
        throw new IllegalArgumentException("Unknown incoming: " + incoming);
    }

    private static <D> Transition<D> onReply(Decision<D> decision, Object event) {
        String message = event.getClass().getSimpleName();
        Saga<D> saga = decision.saga();
        if (saga.status().isEnded()) {
            return decision.ignore(message, "already " + saga.status().lowerCase());
        }
        Optional<Reading> reading = decision.step().read(event);
        if (reading.isEmpty()) {
            return decision.ignore(message, whyUnexpected(decision, event));
        }
        String reason = reading.get().reason();
        return switch (reading.get().meaning()) {
            case SUCCESS -> decision.succeed(message);
            case FAILURE -> decision.fail(message, reason);
            case REFUSAL -> decision.refuse(message, reason);
        };
    }

    private static <D> String whyUnexpected(Decision<D> decision, Object event) {
        String current = decision.step().name();
        return decision.definition().stepsAnsweredBy(event).stream()
                .filter(step -> decision.definition().isPast(step, current))
                .findFirst()
                .map(step -> "already past this step: " + step)
                .orElse("not expected in " + current);
    }

    /** The saga is the arbiter between the customer and the pivot: whichever is written first has won. */
    private static <D> Transition<D> onCancellation(Decision<D> decision, String reason) {
        Saga<D> saga = decision.saga();
        String message = "cancellation";
        if (saga.status() == SagaStatus.COMPLETED) {
            return decision.ignore(message, "too late: already completed");
        } else if (saga.status() == SagaStatus.CANCELLED) {
            return decision.ignore(message, "already cancelled");
        } else if (decision.step().kind() == Step.Kind.UNDO) {
            return decision.ignore(message, "already being undone");
        } else if (decision.definition().isPastCancelling(decision.step())) {
            return decision.ignore(message, "too late: the pivot's command has been sent");
        }
        return decision.cancel(reason);
    }

    private static <D> Transition<D> onDeadline(Decision<D> decision) {
        Saga<D> saga = decision.saga();
        if (!saga.status().hasDeadline()) {
            return decision.ignore("deadline", "a " + saga.status().lowerCase() + " saga has no deadline");
        }
        return decision.step().patience().isExhaustedBy(saga.position().attempt())
                ? decision.giveUpWaiting()
                : decision.resend();
    }

    private static <D> Transition<D> onRetry(Decision<D> decision, Incoming.Retry retry) {
        SagaStatus status = decision.saga().status();
        if (status != SagaStatus.STUCK) {
            return decision.ignore("retry", "the saga is " + status.lowerCase() + "; only a stuck one can be retried");
        }
        return decision.retry(Map.of("actor", retry.actor(), "reason", retry.reason()));
    }
}
