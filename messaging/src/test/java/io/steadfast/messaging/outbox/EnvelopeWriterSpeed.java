package io.steadfast.messaging.outbox;

import io.steadfast.messaging.TestMessages.Ping;
import io.steadfast.messaging.wire.MessageType;
import io.steadfast.messaging.wire.Metadata;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What writing a message costs that has all that a message can have. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EnvelopeWriterSpeed {

    private static final String ORDER = "0198c2a0-5b7e-7000-8000-000000000002";

    private final MessageType type = new MessageType("Ping", "1.0", "test", "test.ping", Ping.class);
    private final Instant now = Instant.parse("2026-11-23T07:59:59.123456Z");
    private final OutgoingMessage message = OutgoingMessage.of(
            ORDER,
            new Ping(ORDER, 7, "leave it at the door"),
            new Metadata(ORDER, ORDER, ORDER, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

    @Benchmark
    public byte[] write() {
        return EnvelopeWriter.write(message, type, now);
    }
}
