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
import java.nio.file.Path;
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
    /** Longer than the service's own grace. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final int port;
    private final Map<String, String> environment;
    private final Purpose purpose;
    /** What the JVM that runs lists its classes for. */
    private volatile @Nullable ClassArchive unwritten;

    JavaService(String name, Home home, int port, Map<String, String> environment, Purpose purpose) {
        super(name, home);
        this.port = port;
        this.environment = environment;
        this.purpose = purpose;
    }

    @Override
    public int port() {
        return port;
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** What the first start of a build would do first; it needs nothing that has to run. */
    void unpack() {
        ServiceJar.unpacked(name());
    }

    /** Makes later starts of this build quick, unless that is done already; it must run. */
    void archiveClasses() {
        var archive = unwritten;
        if (archive != null) {
            unwritten = null;
            archive.write(classList());
        }
    }

    @Override
    protected WatchedProcess launch() {
        var jar = ServiceJar.unpacked(name());
        var options = new ArrayList<>(List.of("-Xms32m", "-Xmx192m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError"));
        options.addAll(sharedClasses(ClassArchive.of(jar)));
        options.addAll(List.of("-jar", jar.toString()));
        var arguments = options.toArray(String[]::new);
        var java = purpose == Purpose.SERVICE ? Command.lastingJava(arguments) : Command.java(arguments);
        return WatchedProcess.start(name(), Command.of(java).with(environment).within(GRACE), log(), pidFile());
    }

    private List<String> sharedClasses(ClassArchive archive) {
        if (archive.exists()) {
            return List.of(archive.use());
        }
        unwritten = archive;
        return List.of(ClassArchive.list(classList()));
    }

    private Path classList() {
        return pidFile().resolveSibling(name() + ".classes");
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
