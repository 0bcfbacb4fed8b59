package io.steadfast.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steadfast.local.testing.UsesBroker;
import io.steadfast.messaging.TestMessages;
import io.steadfast.messaging.rabbit.DeadLetter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Failures that pass by themselves, or never do. */
@UsesBroker
class ListenerPatienceIT {

    @RegisterExtension
    private final ListenerFixture listener = new ListenerFixture();

    @Test
    void transientFailureIsTriedUntilItPasses() throws Exception {
        listener.behave(ping -> {
            if (listener.attempts(ping.number()) < 8) {
                throw new RetryLaterException("not yet");
            }
        });
        listener.put(1);

        await().until(() -> listener.effects().contains(1));
        assertThat(listener.deadLetters()).isEmpty();
    }

    @Test
    void messageThatFailsAsTransientWithoutEndHoldsNobodyUp() throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        listener.behave(ping -> {
            if (ping.number() == 13 && !ready.get()) {
                throw new RetryLaterException("not yet");
            }
        });
        for (int number = 10; number < 30; number++) {
            listener.put(number);
        }
        await().until(() -> listener.effects().size() == 19);
        for (int number = 30; number < 60; number++) {
            listener.put(number);
        }

        await().until(() -> listener.effects().size() == 49);
        assertThat(listener.effects()).doesNotContain(13);
        ready.set(true);
        await().until(() -> listener.effects().contains(13));
        assertThat(listener.effects()).doesNotHaveDuplicates();
        assertThat(listener.deadLetters()).isEmpty();
    }

    @Test
    void whatIsSettledStaysSettledWhenItsNeighbourIsGivenBack() throws Exception {
        listener.restart("1s");
        listener.behave(ping -> {
            if (ping.number() == 13) {
                throw new RetryLaterException("not yet");
            } else if (ping.number() == 14) {
                throw new IllegalStateException("fourteen");
            }
        });
        for (int number = 10; number < 20; number++) {
            listener.put(number);
        }
        listener.broker().put(TestMessages.QUEUE, "poison");

        await().until(() ->
                listener.deadLetters().size() >= 2 && listener.attempts(13) > 40); // held and given back, several times
        assertThat(listener.effects()).hasSize(8).doesNotHaveDuplicates();
        assertThat(listener.deadLetters())
                .extracting(DeadLetter::reason)
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).contains("fourteen"),
                        reason -> assertThat(reason).contains("not a JSON envelope"));
        listener.behave(ping -> {});
        await().until(() -> listener.effects().size() == 9);
        assertThat(listener.deadLetters()).hasSize(2);
    }

    @Test
    void transientFailuresDoNotCountAgainstAMessageThatFailsOtherwiseAfterwards() throws Exception {
        listener.behave(ping -> {
            int attempt = listener.attempts(ping.number());
            if (attempt < 5) {
                throw new RetryLaterException("not yet");
            } else if (attempt == 5) {
                throw new IllegalStateException("once");
            }
        });
        listener.put(1);

        await().until(() -> listener.effects().contains(1));
        assertThat(listener.deadLetters()).isEmpty();
    }
}
