package io.steadfast.saga.engine;

/** What can happen to a saga that exists. */
public sealed interface Incoming {

    /** The message that starts such a saga came again. */
    record StartedAgain(Object event) implements Incoming {}

    /** A participant said something. */
    record Reply(Object event) implements Incoming {}

    /** Whoever started the saga wants it undone. */
    record CancellationRequest(String reason) implements Incoming {}

    /** The command's last sending stayed unanswered for as long as it may. */
    record DeadlinePassed() implements Incoming {}

    /** An operator wants the stuck step tried again. */
    record Retry(String actor, String reason) implements Incoming {}
}
