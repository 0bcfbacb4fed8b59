package io.steadfast.saga.engine;

/** What can happen to a saga that exists. */
public sealed interface Incoming {

    /** The message that starts such a saga came again. */
    record StartedAgain(Object event) implements Incoming {}

    /** A participant said something. */
    record Reply(Object event) implements Incoming {}

    /** Whoever started the saga wants it undone. */
    record CancellationRequest(String reason) implements Incoming {}

    /** The last sending of this step's command stayed unanswered for as long as it may. */
    record DeadlinePassed(String step) implements Incoming {}

    /** This step's command can never be sent as it is: the relay has parked it. */
    record CommandParked(String step, String error) implements Incoming {}

    /** The saga as a whole has not ended within its time. */
    record Expired() implements Incoming {}

    /** An operator wants something done. */
    record Operator(Action action, String actor, String reason) implements Incoming {}
}
