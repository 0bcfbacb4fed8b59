package io.steadfast.messaging.inbox;

import com.rabbitmq.client.Delivery;
import io.steadfast.messaging.wire.Received;
import io.steadfast.messaging.wire.Wire;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Puts the inbox before a {@link MessageHandler}: what was handled before does not reach it again. */
final class InboxBatchHandler implements BatchHandler<Received<?>> {

    private final MessageHandler handler;
    private final Inbox inbox;
    private final EnvelopeReader reader;

    InboxBatchHandler(MessageHandler handler, Inbox inbox, Wire wire, Clock clock) {
        this.handler = handler;
        this.inbox = inbox;
        this.reader = new EnvelopeReader(wire, handler.accepts(), clock);
    }

    @Override
    public String queue() {
        return handler.queue();
    }

    @Override
    public Received<?> read(Delivery delivery) {
        return reader.read(delivery.getBody());
    }

    @Override
    public void handle(List<Received<?>> messages) {
        Set<UUID> unseen =
                inbox.insertNew(messages.stream().<UUID>map(Received::id).toList());
        List<Received<?>> fresh =
                messages.stream().filter(message -> unseen.remove(message.id())).toList();
        if (!fresh.isEmpty()) {
            handler.handle(fresh);
        }
    }
}
