package io.steadfast.example.payment;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message;
import io.steadfast.example.contracts.Contract;
import io.steadfast.example.contracts.PaymentMessage.ChargeCard;
import io.steadfast.example.contracts.PaymentMessage.RefundCard;
import io.steadfast.messaging.inbox.AggregateId;
import io.steadfast.messaging.inbox.MessageHandler;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.wire.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Charges and refunds as the saga says, and answers each command, a repeated one with what it recorded. */
@Component
class PaymentCommandHandler implements MessageHandler {

    private final Charges charges;
    private final Outbox outbox;

    PaymentCommandHandler(Charges charges, Outbox outbox) {
        this.charges = charges;
        this.outbox = outbox;
    }

    @Override
    public String queue() {
        return Contract.Queue.PAYMENT_COMMANDS;
    }

    @Override
    public Set<Class<?>> accepts() {
        return Set.of(ChargeCard.class, RefundCard.class);
    }

    @Override
    public void handle(List<Received<?>> messages) {
        Map<String, Charge> locked = charges.lock(
                messages.stream().map(PaymentCommandHandler::orderOf).toList());
        List<OutgoingMessage> answers = new ArrayList<>();
        for (Received<?> message : messages) {
            Charge before = Objects.requireNonNull(locked.get(orderOf(message)));
            Charge after = apply(message.data(), before);
            if (!after.equals(before)) {
                charges.save(before, after);
                locked.put(after.orderId(), after);
            }
            answers.add(OutgoingMessage.of(after.orderId(), after.answer(), message.consequence()));
        }
        outbox.appendAll(answers);
    }

    private static Charge apply(Object command, Charge charge) {
        return command instanceof ChargeCard demand
                ? charge.demanded(demand.customerId(), amount(demand.items()))
                : charge.refunded();
    }

    /** A piece costs one: the price list is yours. */
    private static long amount(List<Item> items) {
        if (items.isEmpty() || items.stream().anyMatch(item -> item.quantity() < 1)) {
            throw new UnprocessableMessageException("items must not be empty, and their quantities positive");
        }
        return items.stream().mapToLong(Item::quantity).sum();
    }

    private static String orderOf(Received<?> message) {
        return AggregateId.require("orderId", ((Message) message.data()).orderId());
    }
}
