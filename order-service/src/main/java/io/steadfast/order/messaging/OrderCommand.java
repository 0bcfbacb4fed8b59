package io.steadfast.order.messaging;

import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.Command;
import io.steadfast.contracts.Message.OrderCommandRefused;
import io.steadfast.contracts.OrderStatus;
import io.steadfast.messaging.inbox.AggregateId;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.wire.Received;
import io.steadfast.order.Order;
import io.steadfast.order.OrderMessages;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** One command to one order, which may not exist. */
record OrderCommand(Received<?> received, Command command, Optional<UUID> orderId) {

    private static final String NO_REASON = "cancelled";

    /** @throws UnprocessableMessageException if it names no order at all */
    static OrderCommand of(Received<?> received) {
        if (!(received.data() instanceof Command command)) {
            throw new UnprocessableMessageException("Not a command to an order");
        }
        return new OrderCommand(received, command, uuid(command.orderId()));
    }

    private static Optional<UUID> uuid(String orderId) {
        try {
            return Optional.of(UUID.fromString(AggregateId.require("orderId", orderId)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Whether the order has the end that the command wants. */
    boolean applyTo(Order order, Instant now) {
        return command instanceof CancelOrder cancel ? order.cancel(reason(cancel, order), now) : order.confirm(now);
    }

    private static String reason(CancelOrder cancel, Order order) {
        return Optional.ofNullable(cancel.reason())
                .or(order::cancellationReason)
                .orElse(NO_REASON);
    }

    /** The order's end, if it is the one wanted, else a refusal. */
    OutgoingMessage answerFrom(Order order) {
        OrderStatus wanted = command instanceof CancelOrder ? OrderStatus.CANCELLED : OrderStatus.CONFIRMED;
        if (order.status() == wanted) {
            return OrderMessages.ended(order, received.consequence());
        }
        String state = order.status().name().toLowerCase(Locale.ROOT);
        return OutgoingMessage.of(
                order.id().toString(),
                refusal(state, "the order is " + state),
                order.origin().complete(received.consequence()));
    }

    OutgoingMessage refusedAsUnknown() {
        return OutgoingMessage.of(
                command.orderId(), refusal("unknown", "there is no such order"), received.consequence());
    }

    private OrderCommandRefused refusal(String state, String reason) {
        String name = command instanceof CancelOrder ? "CancelOrder" : "ConfirmOrder";
        return new OrderCommandRefused(command.orderId(), name, state, reason);
    }
}
