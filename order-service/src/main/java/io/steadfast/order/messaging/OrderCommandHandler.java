package io.steadfast.order.messaging;

import io.steadfast.contracts.Contract;
import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.messaging.database.DatabaseClock;
import io.steadfast.messaging.inbox.MessageHandler;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.wire.Received;
import io.steadfast.order.Order;
import io.steadfast.order.OrderEnd;
import io.steadfast.order.OrderTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Confirms and cancels orders as the saga says, and answers each command: with the order's end, also when a resent
 * command asks again for what has happened, or with a refusal.
 */
@Component
class OrderCommandHandler implements MessageHandler {

    private final OrderTable orders;
    private final Outbox outbox;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;

    OrderCommandHandler(OrderTable orders, Outbox outbox, DatabaseClock clock, ApplicationEventPublisher events) {
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public String queue() {
        return Contract.Queue.ORDER_COMMANDS;
    }

    @Override
    public Set<Class<?>> accepts() {
        return Set.of(ConfirmOrder.class, CancelOrder.class);
    }

    @Override
    public void handle(List<Received<?>> messages) {
        List<OrderCommand> commands = messages.stream().map(OrderCommand::of).toList();
        Map<UUID, Order> locked = lock(commands);
        List<Order> pending = locked.values().stream().filter(Order::isPending).toList();
        Instant now = clock.now();
        List<OutgoingMessage> answers = new ArrayList<>();
        List<OrderEnd> ends = new ArrayList<>();
        for (OrderCommand command : commands) {
            Order order = command.orderId().map(locked::get).orElse(null);
            if (order == null) {
                answers.add(command.refusedAsUnknown());
                continue;
            }
            if (command.applyTo(order, now)) {
                ends.add(OrderEnd.of(order));
            }
            answers.add(command.answerFrom(order));
        }
        orders.update(pending);
        outbox.appendAll(answers);
        events.publishEvent(new OrderEnd.Reached(ends));
    }

    private Map<UUID, Order> lock(List<OrderCommand> commands) {
        Set<UUID> ids =
                commands.stream().flatMap(command -> command.orderId().stream()).collect(Collectors.toSet());
        return orders.lockAll(ids).stream().collect(Collectors.toMap(Order::id, Function.identity()));
    }
}
