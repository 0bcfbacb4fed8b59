package io.steadfast.messaging.rabbit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import io.steadfast.messaging.rabbit.Outcome.ChannelClosed;
import io.steadfast.messaging.rabbit.Outcome.Confirmed;
import io.steadfast.messaging.rabbit.Outcome.Refused;
import io.steadfast.messaging.rabbit.Outcome.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The broker's answers to one wave of messages. A return may come before or after the ack or nack of its message, so
 * an outcome is read only when all answers are there.
 */
final class Confirms {

    private final long firstSequence;
    private final List<OutboundMessage> messages;
    private final @Nullable Outcome[] outcomes;
    private final Map<String, String> returned = new HashMap<>();
    private int pending;

    Confirms(long firstSequence, List<OutboundMessage> messages) {
        this.firstSequence = firstSequence;
        this.messages = messages;
        this.outcomes = new @Nullable Outcome[messages.size()];
        this.pending = messages.size();
    }

    synchronized void answered(long sequence, boolean multiple, Outcome outcome) {
        int last = (int) (sequence - firstSequence);
        for (int i = multiple ? 0 : Math.max(last, 0); i <= last && i < outcomes.length; i++) {
            settle(i, outcome);
        }
    }

    synchronized void returned(@Nullable String messageId, String reason) {
        returned.put(String.valueOf(messageId), reason);
    }

    /** Whatever has no answer yet will get none. */
    synchronized void closed(ShutdownSignalException cause) {
        String reason = String.valueOf(cause.getReason() == null ? cause.getMessage() : cause.getReason());
        settleRest(cause.isHardError() ? new Unknown(reason) : new ChannelClosed(reason, !isForWant(cause)));
    }

    /** A broker that has just lost everything has no exchange for a moment. */
    private static boolean isForWant(ShutdownSignalException cause) {
        return cause.getReason() instanceof AMQP.Channel.Close close
                && (close.getReplyCode() == AMQP.NOT_FOUND || close.getReplyCode() == AMQP.ACCESS_REFUSED);
    }

    /** The message at {@code index} and those after it could not even be written. */
    synchronized void unsent(int index, Outcome outcome) {
        for (int i = index; i < outcomes.length; i++) {
            settle(i, outcome);
        }
    }

    /** Waits until each message has an answer; those without one after {@code timeout} are unknown. */
    synchronized void await(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (pending > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                settleRest(new Unknown("no confirm within " + timeout));
                return;
            }
            wait(left);
        }
    }

    synchronized List<Outcome> outcomes() {
        List<Outcome> result = new ArrayList<>(outcomes.length);
        for (int i = 0; i < outcomes.length; i++) {
            String reason = returned.get(messages.get(i).properties().getMessageId());
            Outcome outcome = Objects.requireNonNull(outcomes[i], "await was not called");
            result.add(reason != null && !(outcome instanceof Unknown) ? new Refused(reason) : outcome);
        }
        return result;
    }

    private void settleRest(Outcome outcome) {
        unsent(0, outcome);
    }

    private void settle(int index, Outcome outcome) {
        if (outcomes[index] == null) {
            outcomes[index] = outcome;
            if (--pending == 0) {
                notifyAll();
            }
        }
    }

    static final Outcome ACK = new Confirmed();
    static final Outcome NACK = new Refused("refused by the broker (nack)");
}
