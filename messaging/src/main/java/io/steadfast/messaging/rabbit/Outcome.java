package io.steadfast.messaging.rabbit;

/** What became of one published message. */
public sealed interface Outcome {

    /** The broker has it in a queue and has taken responsibility. */
    record Confirmed() implements Outcome {}

    /** The broker answered but did not take it: no queue is bound, or it could not store it. Worth another try later. */
    record Refused(String reason) implements Outcome {}

    /**
     * The channel was closed because of this message or one sent together with it.
     *
     * @param forGood whether that will be so each time; not if it was for want of an exchange or a permission, which may
     *     come
     */
    record ChannelClosed(String reason, boolean forGood) implements Outcome {}

    /** No answer: the connection was lost or too slow. The message may have arrived. */
    record Unknown(String reason) implements Outcome {}
}
