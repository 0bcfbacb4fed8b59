package io.steadfast.benchmarks.floor;

import io.steadfast.benchmarks.report.Figures;
import io.steadfast.local.stack.Stack;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What PostgreSQL and the broker could do on this machine if there were no application, one alone and both at once. */
public final class Floor {

    private Floor() {}

    /**
     * Measures it on the servers of a system whose services do nothing.
     *
     * @return sagas a second of the slower one, both at once
     */
    public static double measure(Stack stack, Duration length, Figures figures) throws Exception {
        figures.add("floor, PostgreSQL alone", PostgresFloor.sagasPerSecond(stack::connect, length), "sagas/s");
        var messages = messages(stack, length);
        figures.add("floor, broker alone", BrokerFloor.sagas(messages), "sagas/s");
        var broker = CompletableFuture.supplyAsync(() -> messagesPerSecond(stack, length));
        var postgres = PostgresFloor.sagasPerSecond(stack::connect, length);
        var both = BrokerFloor.sagas(broker.join());
        figures.add("floor, both at once, PostgreSQL", postgres, "sagas/s");
        figures.add("floor, both at once, broker", both, "sagas/s");
        return Math.min(postgres, both);
    }

    /** Messages a second that the broker confirms and hands out. */
    public static double messages(Stack stack, Duration length) throws Exception {
        return BrokerFloor.messagesPerSecond(stack.broker(), length);
    }

    private static double messagesPerSecond(Stack stack, Duration length) {
        try {
            return BrokerFloor.messagesPerSecond(stack.broker(), length);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
