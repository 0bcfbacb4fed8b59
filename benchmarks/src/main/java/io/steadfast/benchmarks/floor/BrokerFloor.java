package io.steadfast.benchmarks.floor;

import io.steadfast.local.broker.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The messages that a saga cannot do without, seven of 500 bytes, persistent, confirmed and consumed through quorum
 * queues, by RabbitMQ's own PerfTest and with nothing else.
 */
final class BrokerFloor {

    private static final int MESSAGES = 7;
    private static final Pattern RECEIVED = Pattern.compile("receiving rate avg: (\\d+) msg/s");

    private BrokerFloor() {}

    /** Messages a second. */
    static double messagesPerSecond(Broker broker, Duration length) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.rabbitmq.perf.PerfTest",
                        "--uri=amqp://guest:guest@" + broker.host() + ":" + broker.port(),
                        "--queue-pattern=floor-%d",
                        "--queue-pattern-from=1",
                        "--queue-pattern-to=3",
                        "--quorum-queue",
                        "--producers=3",
                        "--consumers=3",
                        "--confirm=500",
                        "--qos=500",
                        "--multi-ack-every=100",
                        "--size=500",
                        "--flag=persistent",
                        "--time=" + length.toSeconds()))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var rate = RECEIVED.matcher(output);
        if (!rate.find()) {
            throw new IOException("PerfTest measured nothing: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    static double sagas(double messages) {
        return messages / MESSAGES;
    }
}
