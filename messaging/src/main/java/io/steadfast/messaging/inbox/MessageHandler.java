package io.steadfast.messaging.inbox;

import io.steadfast.messaging.wire.Received;
import java.util.List;
import java.util.Set;

/**
 * Handles the messages of one queue. A bean of this type is all that a service needs to listen.
 *
 * <p>Guarantees to the handler: it runs in a transaction; it sees each message id at most once in a committed
 * transaction; nothing is acknowledged before that commit. It must expect: messages of one aggregate in any order, a
 * new message that repeats an old request (a resend), and to be called again with the same messages after any failure,
 * first together and then one by one.
 */
public interface MessageHandler {

    /** The queue to listen on. */
    String queue();

    /** The records of the types handled; any other type on the queue is dead-lettered. */
    Set<Class<?>> accepts();

    /**
     * Handles messages, in the order of arrival, in the transaction that is open. Locks aggregates in key order.
     *
     * @throws UnprocessableMessageException if a message can never be handled: it is dead-lettered at once
     * @throws RuntimeException otherwise: transient failures of the database are retried without end, others a bounded
     *     number of times before the message is dead-lettered
     */
    void handle(List<Received<?>> messages);
}
