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
        return on(new Incoming.DeadlinePassed());
    }

    public SagaScenario<D> staysUnanswered(int times) {
        for (int i = 0; i < times; i++) {
            staysUnanswered();
        }
        return this;
    }

    public SagaScenario<D> isRetried() {
        return on(new Incoming.Retry("operator", "try again"));
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
        if (commands.length > 0) {
            assertThat(last.commands().get(0).id())
                    .as("id of the command that the saga waits for")
                    .isEqualTo(last.saga().position().commandId());
        }
        return this;
    }

    public SagaScenario<D> expect(SagaStatus status, String step) {
        assertThat(last.saga().status()).isEqualTo(status);
        assertThat(last.saga().step()).isEqualTo(step);
        return this;
    }

    public SagaScenario<D> expectAttempt(int attempt) {
        assertThat(last.saga().position().attempt()).isEqualTo(attempt);
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
        return new Cause(UUID.randomUUID(), UUID.randomUUID());
    }
}
