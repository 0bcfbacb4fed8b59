package io.steadfast.messaging.inbox;

import com.rabbitmq.client.Delivery;
import java.util.List;

/**
 * What a listener does with deliveries of one queue.
 *
 * @param <T> a delivery that could be read
 */
public interface BatchHandler<T> {

    String queue();

    /** @throws UnprocessableMessageException if it can never be handled */
    T read(Delivery delivery);

    /** Handles messages in the transaction that is open; may be called again with the same ones after any failure. */
    void handle(List<T> messages);
}
