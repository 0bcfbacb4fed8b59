package io.steadfast.saga.engine;

import io.steadfast.saga.engine.Saga.Identity;
import io.steadfast.saga.engine.Saga.Position;
import io.steadfast.saga.engine.Saga.Trouble;
import io.steadfast.saga.engine.Saga.Undo;
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
        Position start = new Position(SagaStatus.RUNNING, definition.firstStep().name(), 0, cause.commandId());
        Undo undo = new Undo(definition.undoOfStart(), null);
        return new Decision<>(definition, new Saga<>(identity, data, start, undo, Trouble.NONE, 0), cause);
    }

    SagaDefinition<D> definition() {
        return definition;
    }

    Saga<D> saga() {
        return saga;
    }

    Step<D> step() {
        return definition.step(saga.step());
    }

    Transition<D> begin(@Nullable String cancellation) {
        journal(JournalEvent.STARTED, cause.messageId(), Map.of());
        return cancellation == null ? goForward(definition.firstStep()) : cancel(cancellation);
    }

    Transition<D> succeed(String message) {
        journal(JournalEvent.SUCCEEDED, cause.messageId(), Map.of("message", message));
        if (step().kind() == Step.Kind.UNDO) {
            return undoNext();
        }
        return definition.after(step()).map(this::goForward).orElseGet(() -> end(SagaStatus.COMPLETED));
    }

    Transition<D> fail(String message, String reason) {
        journal(JournalEvent.FAILED, cause.messageId(), Map.of("message", message, "reason", reason));
        String notDone = step().undoneBy();
        List<String> remaining = saga.undo().remaining().stream()
                .filter(undo -> !undo.equals(notDone))
                .toList();
        saga = saga.with(new Undo(remaining, reason)).with(new Trouble(null, reason));
        return undoNext();
    }

    /** Undoes all that was done and the step in doubt, which may have been done or may still be. */
    Transition<D> cancel(String reason) {
        journal(JournalEvent.CANCELLATION_REQUESTED, cause.messageId(), Map.of("reason", reason));
        saga = saga.with(new Undo(saga.undo().remaining(), reason));
        return undoNext();
    }

    Transition<D> refuse(String message, String reason) {
        if (saga.trouble().equals(new Trouble(StuckReason.REFUSED, reason))) {
            return ignore(message, "already stuck for this reason");
        }
        journal(JournalEvent.REFUSED, cause.messageId(), Map.of("message", message, "reason", reason));
        return stick(StuckReason.REFUSED, reason);
    }

    Transition<D> giveUpWaiting() {
        return stick(
                StuckReason.SILENT,
                "no answer to %d attempts".formatted(saga.position().attempt()));
    }

    Transition<D> resend() {
        saga = saga.with(new Trouble(
                null, "no answer to attempt %d".formatted(saga.position().attempt())));
        return send(step(), JournalEvent.RESENT, saga.position().attempt() + 1);
    }

    Transition<D> retry(Map<String, Object> detail) {
        journal(JournalEvent.RETRIED, null, detail);
        saga = saga.with(new Trouble(null, saga.trouble().lastError()));
        return send(step(), JournalEvent.RESENT, 1);
    }

    Transition<D> ignore(String message, String why) {
        journal(JournalEvent.IGNORED, cause.messageId(), Map.of("message", message, "why", why));
        return done();
    }

    private Transition<D> goForward(Step<D> next) {
        String undo = next.undoneBy();
        if (undo != null) {
            List<String> remaining = new ArrayList<>(saga.undo().remaining());
            remaining.add(0, undo);
            saga = saga.with(new Undo(remaining, null));
        }
        saga = saga.with(Trouble.NONE);
        return send(next, JournalEvent.SENT, 1);
    }

    private Transition<D> undoNext() {
        List<String> remaining = saga.undo().remaining();
        if (remaining.isEmpty()) {
            return end(SagaStatus.CANCELLED);
        }
        saga = saga.with(new Undo(
                        remaining.subList(1, remaining.size()), saga.undo().reason()))
                .with(new Trouble(null, saga.trouble().lastError()));
        return send(definition.step(remaining.get(0)), JournalEvent.SENT, 1);
    }

    private Transition<D> send(Step<D> step, JournalEvent event, int attempt) {
        UUID commandId = cause.commandId();
        saga = saga.at(new Position(step.statusWhenSent(), step.name(), attempt, commandId));
        Object data = step.commandFor(saga);
        commands.add(new Command(commandId, data, cause.messageId()));
        journal(event, commandId, Map.of("command", data.getClass().getSimpleName(), "attempt", attempt));
        return done();
    }

    private Transition<D> stick(StuckReason reason, String error) {
        Trouble trouble = new Trouble(reason, error);
        saga = saga.with(trouble).with(SagaStatus.STUCK);
        journal(JournalEvent.STUCK, null, Map.of("reason", reason.lowerCase(), "error", error));
        return done();
    }

    private Transition<D> end(SagaStatus status) {
        boolean completed = status == SagaStatus.COMPLETED;
        saga = saga.with(
                        completed
                                ? Trouble.NONE
                                : new Trouble(null, saga.trouble().lastError()))
                .with(status);
        journal(completed ? JournalEvent.COMPLETED : JournalEvent.CANCELLED, null, Map.of());
        return done();
    }

    private void journal(JournalEvent event, @Nullable UUID messageId, Map<String, Object> detail) {
        journal.add(new JournalEntry(event, saga.step(), messageId, detail));
    }

    private Transition<D> done() {
        return new Transition<>(saga, commands, journal);
    }
}
