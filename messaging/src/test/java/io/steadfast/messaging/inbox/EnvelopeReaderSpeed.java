package io.steadfast.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.steadfast.messaging.TestMessages;
import io.steadfast.messaging.TestMessages.Ping;
import java.time.Clock;
import java.util.Set;
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

/** What reading a message costs that has all that a message can have. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EnvelopeReaderSpeed {

    private final EnvelopeReader reader =
            new EnvelopeReader(TestMessages.wire(), Set.of(Ping.class), Clock.systemUTC());
    private final byte[] message = """
            {"id":"0198c2a0-5b7e-7000-8000-000000000001","type":"Ping","version":"1.0",\
            "timestamp":"2026-11-23T07:59:59.123456Z",\
            "data":{"aggregate":"0198c2a0-5b7e-7000-8000-000000000002","number":7,"note":"leave it at the door"},\
            "metadata":{"correlationId":"0198c2a0-5b7e-7000-8000-000000000003",\
            "causationId":"0198c2a0-5b7e-7000-8000-000000000004","sagaId":"0198c2a0-5b7e-7000-8000-000000000005",\
            "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}}""".getBytes(UTF_8);

    @Benchmark
    public Object read() {
        return reader.read(message);
    }
}
