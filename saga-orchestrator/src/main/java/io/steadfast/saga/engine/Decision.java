package io.steadfast.saga.engine;

import io.steadfast.saga.engine.Saga.Identity;
import io.steadfast.saga.engine.Saga.Sending;
import io.steadfast.saga.engine.Saga.Trouble;
import io.steadfast.saga.engine.Saga.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One decision while it is made. Each outcome is a method that ends it. */
final class Decision<D> {

    private final SagaDefinition<D> definition;
    private final Cause cause;
    private final List<Command> commands = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private Saga<D> saga;

    Decision(SagaDefinition<D> definition, Saga<D> saga, Cause cause) {
        this.definition = definition;
        this.saga = saga;
        this.cause = cause;
    }

    static <D> Decision<D> started(SagaDefinition<D> definition, Identity identity, D data, Cause cause) {
        var nothingYet = new Sending(definition.firstStep(), 0, identity.id());
        var start = new Saga.Position(SagaStatus.RUNNING, List.of(nothingYet));
        Undo undo = new Undo(definition.undoOfStart(), null);
        return new Decision<>(definition, new Saga<>(identity, data, start, undo, Trouble.NONE, 0), cause);
    }

    Transition<D> begin(@Nullable String cancellation) {
        journal(JournalEvent.STARTED, cause.messageId(), Map.of());
        return cancellation == null
                ? goForward(definition.stages())
                : cancel(Map.of("reason", cancellation), cancellation);
    }

    Transition<D> succeed(Sending answered, Object event) {
        Step<D> step = definition.step(answered.step());
        noteThatItGoesOn(answered);
        journal(JournalEvent.SUCCEEDED, step.name(), cause.messageId(), Map.of("message", nameOf(event)));
        saga = saga.remembering(step.remember(saga.data(), event));
        return goOnWithout(answered);
    }

    /** Leaves out the step that is stuck; its undo, if it has one, stays to be run, since it may have happened. */
    Transition<D> skip(Map<String, Object> detail) {
        journal(JournalEvent.SKIPPED, null, detail);
        return goOnWithout(saga.sending());
    }

    /** Undoes what was done and what runs alongside, but not this step, which was not done. */
    Transition<D> fail(Sending answered, Object event, String reason) {
        noteThatItGoesOn(answered);
        journal(
                JournalEvent.FAILED,
                answered.step(),
                cause.messageId(),
                Map.of("message", nameOf(event), "reason", reason));
        String notDone = definition.step(answered.step()).undoneBy();
        List<String> remaining = saga.undo().remaining().stream()
                .filter(undo -> !undo.equals(notDone))
                .toList();
        saga = saga.with(new Undo(remaining, reason)).with(new Trouble(null, reason));
        return undoNext();
    }

    /** Undoes all that was done and the steps in doubt, which may have been done or may still be. */
    Transition<D> cancel(Map<String, Object> detail, String reason) {
        journal(JournalEvent.CANCELLATION_REQUESTED, cause.messageId(), detail);
        return turnBack(reason);
    }

    Transition<D> refuse(Sending answered, Object event, String reason) {
        boolean known = saga.trouble().equals(new Trouble(StuckReason.REFUSED, reason));
        if (known && saga.sending().equals(answered)) {
            return ignore(nameOf(event), "already stuck for this reason");
        }
        journal(
                JournalEvent.REFUSED,
                answered.step(),
                cause.messageId(),
                Map.of("message", nameOf(event), "reason", reason));
        return stick(answered, StuckReason.REFUSED, reason);
    }

    Transition<D> giveUpWaiting(Sending unanswered) {
        return stick(unanswered, StuckReason.SILENT, "no answer to %d attempts".formatted(unanswered.attempt()));
    }

    Transition<D> park(Sending unsendable, String error) {
        return stick(unsendable, StuckReason.PARKED, error);
    }

    Transition<D> resend(Sending unanswered) {
        saga = saga.with(new Trouble(null, "no answer to attempt %d".formatted(unanswered.attempt())));
        Sending next = send(definition.step(unanswered.step()), JournalEvent.RESENT, unanswered.attempt() + 1);
        return goTo(saga.status(), saga.openWith(next));
    }

    /** The commands of all open steps are sent again, with all their attempts. */
    Transition<D> retry(Map<String, Object> detail) {
        journal(JournalEvent.RETRIED, null, detail);
        saga = saga.with(new Trouble(null, saga.trouble().lastError()));
        SagaStatus status = definition.step(saga.step()).statusWhenSent();
        List<Sending> again = saga.position().open().stream()
                .map(sending -> send(definition.step(sending.step()), JournalEvent.RESENT, 1))
                .toList();
        return goTo(status, again);
    }

    /** Turns back if it still can; one that goes forward and cannot has to be looked at by a person. */
    Transition<D> expire(boolean canTurnBack) {
        String error = "the saga has not ended within "
                + definition.endsWithin().map(Duration::toString).orElse("its time");
        journal(JournalEvent.EXPIRED, null, Map.of("reason", error));
        if (canTurnBack) {
            return turnBack(error);
        }
        return saga.status() == SagaStatus.RUNNING ? stick(saga.sending(), StuckReason.EXPIRED, error) : done();
    }

    Transition<D> ignore(String message, String why) {
        journal(JournalEvent.IGNORED, cause.messageId(), Map.of("message", message, "why", why));
        return done();
    }

    private Transition<D> goOnWithout(Sending answered) {
        if (definition.step(answered.step()).kind() == Step.Kind.UNDO) {
            return undoNext();
        }
        List<Sending> others = saga.openWithout(answered.step());
        if (others.isEmpty()) {
            saga = saga.with(Trouble.NONE);
            return goForward(definition.stagesAfter(answered.step()));
        }
        boolean wasInTheWay = saga.sending().equals(answered);
        if (wasInTheWay) {
            saga = saga.with(Trouble.NONE);
        }
        return goTo(wasInTheWay ? SagaStatus.RUNNING : saga.status(), others);
    }

    /** Sends the first stage of which any step is needed; what comes before it is left out. */
    private Transition<D> goForward(List<List<Step<D>>> stages) {
        for (List<Step<D>> stage : stages) {
            List<Sending> open = new ArrayList<>();
            for (Step<D> step : stage) {
                if (step.isNeeded(saga.data())) {
                    open.add(goForward(step));
                } else {
                    journal(JournalEvent.SKIPPED, step.name(), null, Map.of("reason", "not needed"));
                }
            }
            if (!open.isEmpty()) {
                return goTo(SagaStatus.RUNNING, open);
            }
        }
        return endCompleted();
    }

    private Sending goForward(Step<D> step) {
        String undo = step.undoneBy();
        if (undo != null) {
            List<String> remaining = new ArrayList<>(saga.undo().remaining());
            remaining.add(0, undo);
            saga = saga.with(new Undo(remaining, null));
        }
        return send(step, JournalEvent.SENT, 1);
    }

    private Transition<D> turnBack(String reason) {
        saga = saga.with(new Undo(saga.undo().remaining(), reason));
        return undoNext();
    }

    private Transition<D> undoNext() {
        List<String> remaining = saga.undo().remaining();
        if (remaining.isEmpty()) {
            return endUndone();
        }
        saga = saga.with(new Undo(
                        remaining.subList(1, remaining.size()), saga.undo().reason()))
                .with(new Trouble(null, saga.trouble().lastError()));
        Step<D> undo = definition.step(remaining.get(0));
        return goTo(SagaStatus.COMPENSATING, List.of(send(undo, JournalEvent.SENT, 1)));
    }

    private Sending send(Step<D> step, JournalEvent event, int attempt) {
        UUID commandId = cause.newIds().get();
        Object data = step.commandFor(saga);
        commands.add(new Command(commandId, data, cause.messageId()));
        journal(event, step.name(), commandId, Map.of("command", nameOf(data), "attempt", attempt));
        return new Sending(step.name(), attempt, commandId);
    }

    private Transition<D> stick(Sending because, StuckReason reason, String error) {
        saga = saga.with(new Trouble(reason, error)).at(SagaStatus.STUCK, saga.openFirst(because.step()));
        journal(JournalEvent.STUCK, null, Map.of("reason", reason.lowerCase(), "error", error));
        return done();
    }

    private Transition<D> endCompleted() {
        saga = saga.with(Trouble.NONE).at(SagaStatus.COMPLETED);
        journal(JournalEvent.COMPLETED, null, Map.of());
        return done();
    }

    /** By way of compensating, also where there was nothing to undo. */
    private Transition<D> endUndone() {
        saga = saga.with(new Trouble(null, saga.trouble().lastError()))
                .at(SagaStatus.COMPENSATING, List.of(saga.sending()))
                .at(SagaStatus.CANCELLED);
        journal(JournalEvent.CANCELLED, null, Map.of());
        return done();
    }

    private Transition<D> goTo(SagaStatus status, List<Sending> open) {
        saga = saga.at(status, open);
        return done();
    }

    private void noteThatItGoesOn(Sending answered) {
        if (saga.status() == SagaStatus.STUCK && saga.sending().equals(answered)) {
            journal(JournalEvent.RESUMED, null, Map.of("reason", "the answer came after all"));
        }
    }

    private void journal(JournalEvent event, @Nullable UUID messageId, Map<String, Object> detail) {
        journal(event, saga.step(), messageId, detail);
    }

    private void journal(JournalEvent event, String step, @Nullable UUID messageId, Map<String, Object> detail) {
        journal.add(new JournalEntry(event, step, messageId, detail));
    }

    private static String nameOf(Object message) {
        return message.getClass().getSimpleName();
    }

    private Transition<D> done() {
        return new Transition<>(saga, commands, journal);
    }
}
