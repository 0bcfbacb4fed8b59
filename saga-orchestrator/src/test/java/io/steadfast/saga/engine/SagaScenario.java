package io.steadfast.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells a saga's story: what comes in, and what is expected to come of it. Each expectation is of the last thing only. */
public final class SagaScenario<D> {

    private final SagaDefinition<D> definition;
    private Transition<D> last;
    private Saga<D> before;

    private SagaScenario(SagaDefinition<D> definition, Transition<D> start) {
        this.definition = definition;
        this.last = start;
        this.before = start.saga();
    }

    public static <D> SagaScenario<D> started(SagaDefinition<D> definition, Object event) {
        return started(definition, event, null);
    }

    public static <D> SagaScenario<D> startedAfterCancellation(
            SagaDefinition<D> definition, Object event, String reason) {
        return started(definition, event, reason);
    }

    private static <D> SagaScenario<D> started(
            SagaDefinition<D> definition, Object event, @Nullable String cancellation) {
        var identity = new Saga.Identity(
                UUID.randomUUID(),
                definition.type(),
                definition.version(),
                definition.businessKeyOf(event),
                Saga.Trace.NONE);
        D data = definition.startedBy(event).orElseThrow();
        return new SagaScenario<>(definition, SagaCore.start(definition, identity, data, cancellation, cause()));
    }

    public SagaScenario<D> receives(Object event) {
        return definition
                .cancelledBy(event)
                .map(reason -> on(new Incoming.CancellationRequest(reason)))
                .orElseGet(() -> on(
                        definition.startedBy(event).isPresent()
                                ? new Incoming.StartedAgain(event)
                                : new Incoming.Reply(event)));
    }

    public SagaScenario<D> staysUnanswered() {
        return staysUnanswered(last.saga().step());
    }

    public SagaScenario<D> staysUnanswered(String step) {
        return on(new Incoming.DeadlinePassed(step));
    }

    public SagaScenario<D> staysUnanswered(int times) {
        for (int i = 0; i < times; i++) {
            staysUnanswered();
        }
        return this;
    }

    public SagaScenario<D> isRetried() {
        return is(Action.RETRY);
    }

    /** An operator does this to the saga. */
    public SagaScenario<D> is(Action action) {
        return on(new Incoming.Operator(action, "operator", "by hand"));
    }

    public SagaScenario<D> expires() {
        return on(new Incoming.Expired());
    }

    public SagaScenario<D> isParked(String error) {
        return on(new Incoming.CommandParked(last.saga().step(), error));
    }

    private SagaScenario<D> on(Incoming incoming) {
        before = last.saga();
        last = SagaCore.on(definition, before, incoming, cause());
        return this;
    }

    public SagaScenario<D> expectSent(Object... commands) {
        assertThat(last.commands())
                .extracting(Command::data)
                .as("commands sent")
                .containsExactly(commands);
        assertThat(last.saga().position().open())
                .extracting(Saga.Sending::commandId)
                .as("ids of the commands that the saga waits for")
                .containsAll(last.commands().stream().map(Command::id).toList());
        return this;
    }

    /** The steps that the saga waits for, the first being what operators see. */
    public SagaScenario<D> expectOpen(String... steps) {
        assertThat(last.saga().position().open())
                .extracting(Saga.Sending::step)
                .as("open steps")
                .containsExactly(steps);
        return this;
    }

    public SagaScenario<D> expectAllowed(Action... actions) {
        assertThat(SagaCore.allowedActions(definition, last.saga()))
                .as("allowed actions")
                .containsExactly(actions);
        return this;
    }

    public SagaScenario<D> expectData(D data) {
        assertThat(last.saga().data()).isEqualTo(data);
        return this;
    }

    public SagaScenario<D> expect(SagaStatus status, String step) {
        assertThat(last.saga().status()).isEqualTo(status);
        assertThat(last.saga().step()).isEqualTo(step);
        return this;
    }

    public SagaScenario<D> expectAttempt(int attempt) {
        assertThat(last.saga().sending().attempt()).isEqualTo(attempt);
        return this;
    }

    public SagaScenario<D> expectStuck(StuckReason reason, String error) {
        expect(SagaStatus.STUCK, last.saga().step()).expectSent();
        assertThat(last.saga().trouble()).isEqualTo(new Saga.Trouble(reason, error));
        return this;
    }

    public SagaScenario<D> expectIgnored(String why) {
        assertThat(last.ignoredBecause()).as("why it was ignored").hasValue(why);
        assertThat(last.saga()).as("the saga").isEqualTo(before);
        assertThat(last.commands()).isEmpty();
        return this;
    }

    public SagaScenario<D> expectJournal(JournalEvent... events) {
        assertThat(last.journal()).extracting(JournalEntry::event).containsExactly(events);
        return this;
    }

    public SagaScenario<D> expectLastError(@Nullable String error) {
        assertThat(last.saga().trouble().lastError()).isEqualTo(error);
        return this;
    }

    private static Cause cause() {
        return new Cause(UUID.randomUUID(), UUID::randomUUID);
    }
}
