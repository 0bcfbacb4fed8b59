package io.steadfast.local.stack;

import io.steadfast.local.Home;
import io.steadfast.local.LocalService;
import io.steadfast.local.process.Command;
import io.steadfast.local.process.WatchedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the three services: its jar in a JVM of its own, ready when its readiness probe says so. */
final class JavaService extends LocalService {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build();
    /** Longer than the service's own grace, because the archive of classes is written after it. */
    private static final Duration GRACE = Duration.ofMinutes(1);
    /** Small and soon ready: the whole system starts and idles on a laptop. The second compiler costs more than it gains. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms32m",
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError");

    private final int port;
    private final Map<String, String> environment;
    private @Nullable ServiceJar jar;

    JavaService(String name, Home home, int port, Map<String, String> environment) {
        super(name, home);
        this.port = port;
        this.environment = environment;
    }

    @Override
    public int port() {
        return port;
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    protected WatchedProcess launch() {
        var arguments = new ArrayList<String>();
        arguments.add(Command.java());
        arguments.addAll(JVM_OPTIONS);
        jar = new ServiceJar(name(), home());
        arguments.addAll(jar.arguments());
        var command = Command.of(arguments).with(environment).within(GRACE);
        return WatchedProcess.start(name(), command, log(), pidFile());
    }

    @Override
    public void stop() {
        super.stop();
        if (jar != null) {
            jar.keepArchive();
        }
    }

    /** Whether the next start has the archive of classes that a stop leaves. */
    boolean startsFast() {
        return new ServiceJar(name(), home()).startsFast();
    }

    @Override
    protected boolean answers() {
        var probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(PROBE_TIMEOUT)
                .build();
        try {
            return HTTP.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    protected Duration startTimeout() {
        return START_TIMEOUT;
    }
}
