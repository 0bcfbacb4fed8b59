package io.steadfast.messaging;

import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.QueueType;
import io.steadfast.messaging.wire.Wire;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A catalogue of its own, so that the library is tested without any service's messages. */
public final class TestMessages {

    public static final String QUEUE = "test.commands";
    public static final String DEAD_LETTERS = "dead-letters";

    private TestMessages() {}

    /** Goes to {@link #QUEUE}. */
    public record Ping(
            String aggregate, int number, @Nullable String note) {}

    /** Has an exchange, but no queue is bound for it. */
    public record Unheard(String aggregate) {}

    public static Wire wire() {
        return new Wire(
                List.of(
                        new MessageType("Ping", "1.0", "test", "test.ping", Ping.class),
                        new MessageType("Unheard", "1.0", "test", "test.unheard", Unheard.class)),
                List.of(
                        new QueueType(QUEUE, Map.of("test", List.of("test.ping"))),
                        new QueueType(DEAD_LETTERS, Map.of())));
    }
}
