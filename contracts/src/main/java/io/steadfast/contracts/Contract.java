package io.steadfast.contracts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.steadfast.contracts.Message.CancelOrder;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.InventoryCommandRefused;
import io.steadfast.contracts.Message.InventoryConfirmed;
import io.steadfast.contracts.Message.InventoryReleased;
import io.steadfast.contracts.Message.InventoryReserved;
import io.steadfast.contracts.Message.InventoryUnavailable;
import io.steadfast.contracts.Message.OrderCancellationRequested;
import io.steadfast.contracts.Message.OrderCommandRefused;
import io.steadfast.contracts.Message.OrderCreated;
import io.steadfast.contracts.Message.OrderStatusUpdated;
import io.steadfast.contracts.Message.ReleaseReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The catalogue of what is on the wire. It knows no messaging library: whoever needs the catalogue hands in the
 * constructors of its own types, as in {@code Contract.messages(MessageType::new)}.
 *
 * <p>For programs in other languages the same stands beside it in {@code asyncapi.yaml}, with a JSON Schema a message.
 */
public enum Contract {
    ORDER_CREATED("OrderCreated", "orders", "order.created", Queue.SAGA_EVENTS, OrderCreated.class),
    ORDER_STATUS_UPDATED("OrderStatusUpdated", "orders", "order.updated", Queue.SAGA_EVENTS, OrderStatusUpdated.class),
    ORDER_CANCELLATION_REQUESTED(
            "OrderCancellationRequested",
            "orders",
            "order.cancellation-requested",
            Queue.SAGA_EVENTS,
            OrderCancellationRequested.class),
    ORDER_COMMAND_REFUSED(
            "OrderCommandRefused", "orders", "order.refused", Queue.SAGA_EVENTS, OrderCommandRefused.class),

    INVENTORY_RESERVED(
            "InventoryReserved", "inventory", "inventory.reserved", Queue.SAGA_EVENTS, InventoryReserved.class),
    INVENTORY_UNAVAILABLE(
            "InventoryUnavailable",
            "inventory",
            "inventory.unavailable",
            Queue.SAGA_EVENTS,
            InventoryUnavailable.class),
    INVENTORY_CONFIRMED(
            "InventoryConfirmed", "inventory", "inventory.confirmed", Queue.SAGA_EVENTS, InventoryConfirmed.class),
    INVENTORY_COMMAND_REFUSED(
            "InventoryCommandRefused",
            "inventory",
            "inventory.refused",
            Queue.SAGA_EVENTS,
            InventoryCommandRefused.class),
    INVENTORY_RELEASED(
            "InventoryReleased", "inventory", "inventory.released", Queue.SAGA_EVENTS, InventoryReleased.class),

    RESERVE_INVENTORY(
            "ReserveInventory", "commands", "inventory.reserve", Queue.INVENTORY_COMMANDS, ReserveInventory.class),
    CONFIRM_RESERVATION(
            "ConfirmReservation", "commands", "inventory.confirm", Queue.INVENTORY_COMMANDS, ConfirmReservation.class),
    RELEASE_RESERVATION(
            "ReleaseReservation", "commands", "inventory.release", Queue.INVENTORY_COMMANDS, ReleaseReservation.class),
    CONFIRM_ORDER("ConfirmOrder", "commands", "order.confirm", Queue.ORDER_COMMANDS, ConfirmOrder.class),
    CANCEL_ORDER("CancelOrder", "commands", "order.cancel", Queue.ORDER_COMMANDS, CancelOrder.class);

    /** The queues of Steadfast's own services. */
    public static final class Queue {
        public static final String ORDER_COMMANDS = "order-service.commands";
        public static final String INVENTORY_COMMANDS = "inventory-service.commands";
        public static final String SAGA_EVENTS = "saga-orchestrator.events";
        public static final String DEAD_LETTERS = "dead-letters";

        private Queue() {}
    }

    private static final String VERSION = "1.0";

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

    /** Every message: wire name, version, exchange, routing key and the record of its data. */
    public static <T> List<T> messages(MessageMapping<T> mapping) {
        return Arrays.stream(values())
                .map(c -> mapping.map(c.type, VERSION, c.exchange, c.routingKey, c.dataType))
                .toList();
    }

    /** Every queue with its bindings: for each exchange the routing keys that lead to it. */
    public static <T> List<T> queues(QueueMapping<T> mapping) {
        return Stream.concat(Arrays.stream(values()).map(c -> c.queue), Stream.of(Queue.DEAD_LETTERS))
                .distinct()
                .map(queue -> mapping.map(queue, bindings(queue)))
                .toList();
    }

    private static Map<String, List<String>> bindings(String queue) {
        return Arrays.stream(values())
                .filter(c -> c.queue.equals(queue))
                .collect(groupingBy(c -> c.exchange, TreeMap::new, mapping(c -> c.routingKey, toList())));
    }

    /** What a message type is made of; matches a constructor of the caller's own type. */
    @FunctionalInterface
    public interface MessageMapping<T> {
        T map(String type, String version, String exchange, String routingKey, Class<?> dataType);
    }

    /** What a queue is made of; matches a constructor of the caller's own type. */
    @FunctionalInterface
    public interface QueueMapping<T> {
        T map(String name, Map<String, List<String>> bindings);
    }
}
