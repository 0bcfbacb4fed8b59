package io.steadfast.example.contracts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.steadfast.contracts.Contract.MessageMapping;
import io.steadfast.contracts.Contract.QueueMapping;
import io.steadfast.contracts.Message;
import io.steadfast.example.contracts.PaymentMessage.CardCharged;
import io.steadfast.example.contracts.PaymentMessage.CardDeclined;
import io.steadfast.example.contracts.PaymentMessage.CardRefunded;
import io.steadfast.example.contracts.PaymentMessage.ChargeCard;
import io.steadfast.example.contracts.PaymentMessage.RefundCard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Steadfast's catalogue with the entries that a payment-service adds to it. */
public enum Contract {
    CARD_CHARGED("CardCharged", "payment", "payment.charged", Queue.SAGA_EVENTS, CardCharged.class),
    CARD_DECLINED("CardDeclined", "payment", "payment.declined", Queue.SAGA_EVENTS, CardDeclined.class),
    CARD_REFUNDED("CardRefunded", "payment", "payment.refunded", Queue.SAGA_EVENTS, CardRefunded.class),

    CHARGE_CARD("ChargeCard", "commands", "payment.charge", Queue.PAYMENT_COMMANDS, ChargeCard.class),
    REFUND_CARD("RefundCard", "commands", "payment.refund", Queue.PAYMENT_COMMANDS, RefundCard.class);

    public static final class Queue {
        public static final String SAGA_EVENTS = io.steadfast.contracts.Contract.Queue.SAGA_EVENTS;
        public static final String PAYMENT_COMMANDS = "payment-service.commands";

        private Queue() {}
    }

    private final String type;
    private final String exchange;
    private final String routingKey;
    private final String queue;
    private final Class<? extends Message> dataType;

    Contract(String type, String exchange, String routingKey, String queue, Class<? extends Message> dataType) {
        this.type = type;
        this.exchange = exchange;
        this.routingKey = routingKey;
        this.queue = queue;
        this.dataType = dataType;
    }

    public static <T> List<T> messages(MessageMapping<T> mapping) {
        return Stream.concat(
                        io.steadfast.contracts.Contract.messages(mapping).stream(),
                        Arrays.stream(values())
                                .map(c -> mapping.map(c.type, "1.0", c.exchange, c.routingKey, c.dataType)))
                .toList();
    }

    public static <T> List<T> queues(QueueMapping<T> mapping) {
        Map<String, Map<String, List<String>>> bindings = new TreeMap<>();
        io.steadfast.contracts.Contract.queues((name, keys) -> bindings.put(name, new TreeMap<>(keys)));
        Arrays.stream(values())
                .collect(groupingBy(c -> c.queue, groupingBy(c -> c.exchange, mapping(c -> c.routingKey, toList()))))
                .forEach((name, keys) ->
                        bindings.computeIfAbsent(name, any -> new TreeMap<>()).putAll(keys));
        return bindings.entrySet().stream()
                .map(queue -> mapping.map(queue.getKey(), queue.getValue()))
                .toList();
    }
}
