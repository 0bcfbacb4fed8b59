package io.steadfast.inventory.messaging;

import io.steadfast.contracts.Contract;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import io.steadfast.inventory.reservation.ApplyCommands;
import io.steadfast.inventory.reservation.Outcome;
import io.steadfast.messaging.inbox.MessageHandler;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.wire.Received;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Reserves, confirms and releases as the saga says, and answers each command, a repeated one with what it recorded. */
@Component
class InventoryCommandHandler implements MessageHandler {

    private final ApplyCommands commands;
    private final Outbox outbox;

    InventoryCommandHandler(ApplyCommands commands, Outbox outbox) {
        this.commands = commands;
        this.outbox = outbox;
    }

    @Override
    public String queue() {
        return Contract.Queue.INVENTORY_COMMANDS;
    }

    @Override
    public Set<Class<?>> accepts() {
        return Set.of(ReserveInventory.class, ConfirmReservation.class, ReleaseReservation.class);
    }

    @Override
    public void handle(List<Received<?>> messages) {
        List<Outcome> outcomes =
                commands.apply(messages.stream().map(CommandReader::read).toList());
        List<OutgoingMessage> answers = IntStream.range(0, messages.size())
                .mapToObj(i -> Answers.to(messages.get(i), outcomes.get(i)))
                .toList();
        outbox.appendAll(answers);
    }
}
