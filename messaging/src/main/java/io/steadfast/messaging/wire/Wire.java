package io.steadfast.messaging.wire;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The catalogue of message types and queues that a service knows. Each service has one as a bean; the whole topology
 * is declared from it.
 */
public final class Wire {

    private final List<QueueType> queues;
    private final SortedSet<String> exchanges = new TreeSet<>();
    private final Map<Class<?>, MessageType> byDataType;
    private final Map<String, MessageType> byName;

    public Wire(List<MessageType> types, List<QueueType> queues) {
        this.queues = List.copyOf(queues);
        this.byDataType = types.stream().collect(toUnmodifiableMap(MessageType::dataType, Function.identity()));
        this.byName = types.stream().collect(toUnmodifiableMap(MessageType::name, Function.identity()));
        types.forEach(type -> exchanges.add(type.exchange()));
        queues.forEach(queue -> exchanges.addAll(queue.bindings().keySet()));
    }

    public List<QueueType> queues() {
        return queues;
    }

    /** The names of all topic exchanges, sorted. */
    public SortedSet<String> exchanges() {
        return new TreeSet<>(exchanges);
    }

    /**
     * The type whose data {@code data} is.
     *
     * @throws IllegalArgumentException if its class is no message's data
     */
    public MessageType typeOf(Object data) {
        MessageType type = byDataType.get(data.getClass());
        if (type == null) {
            throw new IllegalArgumentException(data.getClass().getName() + " is not the data of any known message");
        }
        return type;
    }

    /** The type with that wire name, if it is known. */
    public Optional<MessageType> typeNamed(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
