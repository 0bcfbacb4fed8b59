package io.steadfast.saga.engine;

import io.steadfast.saga.engine.Answer.Reading;
import io.steadfast.saga.engine.Saga.Identity;
import io.steadfast.saga.engine.Saga.Sending;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
            return onReply(decision, definition, saga, reply.event());
        } else if (incoming instanceof Incoming.CancellationRequest request) {
            return Permissions.refusalToTurnBack(definition, saga)
                    .map(why -> decision.ignore("cancellation", why))
                    .orElseGet(() -> decision.cancel(Map.of("reason", request.reason()), request.reason()));
        } else if (incoming instanceof Incoming.Operator operator) {
            return Permissions.refusal(operator.action(), definition, saga)
                    .map(why -> decision.ignore(operator.action().lowerCase(), why))
                    .orElseGet(() -> act(decision, operator));
        } else if (incoming instanceof Incoming.DeadlinePassed deadline) {
            return onDeadline(decision, definition, saga, deadline.step());
        } else if (incoming instanceof Incoming.CommandParked parked) {
            return openWithDeadline(saga, parked.step())
                    .map(sending -> decision.park(sending, parked.error()))
                    .orElseGet(() -> decision.ignore("parked command", whyNoDeadline(saga, parked.step())));
        } else if (incoming instanceof Incoming.Expired) {
            return saga.status().isEnded()
                    ? decision.ignore("expiry", "already " + saga.status().lowerCase())
                    : decision.expire(
                            Permissions.refusalToTurnBack(definition, saga).isEmpty());
        } else if (incoming instanceof Incoming.StartedAgain again) {
            return decision.ignore(again.event().getClass().getSimpleName(), "already started");
        }
        throw new IllegalArgumentException("Unknown incoming: " + incoming);
    }

    /** Why an operator may not do this now; empty if {@link #on} accepts it. */
    public static <D> Optional<String> refusal(Action action, SagaDefinition<D> definition, Saga<D> saga) {
        return Permissions.refusal(action, definition, saga);
    }

    /** What an operator may do now. */
    public static <D> List<Action> allowedActions(SagaDefinition<D> definition, Saga<D> saga) {
        return Stream.of(Action.values())
                .filter(action -> refusal(action, definition, saga).isEmpty())
                .toList();
    }

    /** The open sending that this message answers, if it answers one. */
    public static <D> Optional<Sending> answered(SagaDefinition<D> definition, Saga<D> saga, Object event) {
        return saga.status().isEnded()
                ? Optional.empty()
                : saga.position().open().stream()
                        .filter(sending ->
                                definition.step(sending.step()).read(event).isPresent())
                        .findFirst();
    }

    private static <D> Transition<D> onReply(
            Decision<D> decision, SagaDefinition<D> definition, Saga<D> saga, Object event) {
        Optional<Sending> answered = answered(definition, saga, event);
        if (answered.isEmpty()) {
            return decision.ignore(event.getClass().getSimpleName(), whyUnexpected(definition, saga, event));
        }
        Sending sending = answered.get();
        Reading reading = definition.step(sending.step()).read(event).orElseThrow();
        return switch (reading.meaning()) {
            case SUCCESS -> decision.succeed(sending, event);
            case FAILURE -> decision.fail(sending, event, reading.reason());
            case REFUSAL -> decision.refuse(sending, event, reading.reason());
        };
    }

    private static <D> String whyUnexpected(SagaDefinition<D> definition, Saga<D> saga, Object event) {
        if (saga.status().isEnded()) {
            return "already " + saga.status().lowerCase();
        }
        return definition.stepsAnsweredBy(event).stream()
                .filter(step -> definition.isPast(step, saga))
                .findFirst()
                .map(step -> "already past this step: " + step)
                .orElse("not expected in " + saga.step());
    }

    private static <D> Transition<D> onDeadline(
            Decision<D> decision, SagaDefinition<D> definition, Saga<D> saga, String step) {
        return openWithDeadline(saga, step)
                .map(sending -> definition.step(step).patience().isExhaustedBy(sending.attempt())
                        ? decision.giveUpWaiting(sending)
                        : decision.resend(sending))
                .orElseGet(() -> decision.ignore("deadline", whyNoDeadline(saga, step)));
    }

    private static Optional<Sending> openWithDeadline(Saga<?> saga, String step) {
        return saga.status().hasDeadline() ? saga.open(step) : Optional.empty();
    }

    private static String whyNoDeadline(Saga<?> saga, String step) {
        return saga.status().hasDeadline()
                ? "already past this step: " + step
                : "a " + saga.status().lowerCase() + " saga has no deadline";
    }

    private static <D> Transition<D> act(Decision<D> decision, Incoming.Operator operator) {
        Map<String, Object> detail = Map.of("actor", operator.actor(), "reason", operator.reason());
        return switch (operator.action()) {
            case RETRY -> decision.retry(detail);
            case CANCEL -> decision.cancel(detail, "cancelled by operator: " + operator.reason());
            case SKIP -> decision.skip(detail);
        };
    }
}
