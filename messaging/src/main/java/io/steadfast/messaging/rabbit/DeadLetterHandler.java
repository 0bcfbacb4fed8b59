package io.steadfast.messaging.rabbit;

import java.util.List;

/**
 * Keeps dead letters. The service with a bean of this type consumes the queue of dead letters; a letter is acknowledged
 * after the commit of the transaction in which it was handed over, so it may come again with the same
 * {@link DeadLetter#id()}.
 */
public interface DeadLetterHandler {

    /** Keeps the letters, in the transaction that is open. */
    void keep(List<DeadLetter> letters);
}
