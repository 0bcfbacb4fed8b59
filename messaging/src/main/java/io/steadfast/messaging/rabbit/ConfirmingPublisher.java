package io.steadfast.messaging.rabbit;

import static io.steadfast.messaging.rabbit.Confirms.ACK;
import static io.steadfast.messaging.rabbit.Confirms.NACK;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import io.steadfast.messaging.rabbit.Outcome.ChannelClosed;
import io.steadfast.messaging.rabbit.Outcome.Unknown;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;

/**
 * Publishes messages, mandatory and without waiting in between, and then waits for the broker's answer to each.
 *
 * <p>Used by one thread at a time. It never throws for what the broker does: each message has an {@link Outcome}. The
 * time is bounded, by the time-out for writing and again for the answers.
 */
public final class ConfirmingPublisher {

    private static final Logger log = LoggerFactory.getLogger(ConfirmingPublisher.class);

    private final BrokerLink link;
    private final Duration timeout;
    private @Nullable OpenChannel channel;

    public ConfirmingPublisher(BrokerLink link, Duration timeout) {
        this.link = link;
        this.timeout = timeout;
    }

    /** Publishes in the order given; the outcomes are in the same order. */
    public List<Outcome> publish(List<OutboundMessage> messages) {
        OpenChannel open;
        try {
            open = openChannel();
        } catch (AmqpException | AlreadyClosedException | IOException e) {
            return Collections.nCopies(messages.size(), new Unknown(String.valueOf(e.getMessage())));
        }
        Confirms confirms = new Confirms(open.channel.getNextPublishSeqNo(), messages);
        open.wave = confirms;
        write(open.channel, messages, confirms);
        awaitAnswers(confirms);
        List<Outcome> outcomes = confirms.outcomes();
        afterwards(open, outcomes);
        return outcomes;
    }

    /** Closes the channel; the next publication opens another. */
    public void close() {
        OpenChannel open = channel;
        channel = null;
        if (open == null || !open.channel.isOpen()) {
            return;
        }
        try {
            open.channel.abort();
        } catch (IOException e) {
            log.debug("A channel that is given up did not close", e);
        }
    }

    private OpenChannel openChannel() throws IOException {
        OpenChannel open = channel;
        if (open == null || !open.channel.isOpen()) {
            open = new OpenChannel(link.openChannel());
            channel = open;
        }
        return open;
    }

    private static void write(Channel open, List<OutboundMessage> messages, Confirms confirms) {
        for (int i = 0; i < messages.size(); i++) {
            OutboundMessage message = messages.get(i);
            try {
                open.basicPublish(message.exchange(), message.routingKey(), true, message.properties(), message.body());
            } catch (AlreadyClosedException e) {
                confirms.closed(e);
                return;
            } catch (IOException e) {
                confirms.unsent(i, new Unknown(String.valueOf(e.getMessage())));
                return;
            } catch (IllegalArgumentException e) {
                confirms.unsent(i, new ChannelClosed("cannot be written: " + e.getMessage(), true));
                return;
            }
        }
    }

    private void awaitAnswers(Confirms confirms) {
        try {
            confirms.await(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            confirms.unsent(0, new Unknown("interrupted"));
        }
    }

    /** A channel with unanswered messages is not used again: a late answer could be taken for another message's. */
    private void afterwards(OpenChannel open, List<Outcome> outcomes) {
        boolean unanswered = outcomes.stream().anyMatch(Unknown.class::isInstance);
        if (unanswered && link.isBlocked()) {
            channel = null; // closing would wait for the broker too; the channel ends with its connection
        } else if (unanswered && open.channel.isOpen()) {
            channel = null;
            link.reset();
        } else if (outcomes.stream().anyMatch(ChannelClosed.class::isInstance)) {
            close();
        }
    }

    /** A channel and the wave whose answers it brings; an answer that is late on an old channel meets an old wave. */
    private static final class OpenChannel {

        private final Channel channel;
        private volatile Confirms wave = new Confirms(0, List.of());

        OpenChannel(Channel channel) throws IOException {
            this.channel = channel;
            channel.confirmSelect();
            channel.addConfirmListener(
                    (sequence, multiple) -> wave.answered(sequence, multiple, ACK),
                    (sequence, multiple) -> wave.answered(sequence, multiple, NACK));
            channel.addReturnListener(returned -> wave.returned(
                    returned.getProperties().getMessageId(),
                    "no queue takes %s with routing key %s (%s)"
                            .formatted(returned.getExchange(), returned.getRoutingKey(), returned.getReplyText())));
            channel.addShutdownListener(cause -> wave.closed(cause));
        }
    }
}
