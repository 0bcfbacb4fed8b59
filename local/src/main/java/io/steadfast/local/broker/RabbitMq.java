package io.steadfast.local.broker;

import io.steadfast.local.Home;
import io.steadfast.local.Ports;
import io.steadfast.local.process.Command;
import io.steadfast.local.process.StartFailure;
import io.steadfast.local.process.WatchedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A private RabbitMQ node: its own name, cookie, folders and ports, all on the loopback interface. A node that the
 * machine runs for itself is neither used nor disturbed. It needs Erlang's port mapper, and RabbitMQ would leave one
 * behind; so it gets one of its own, as a watched child.
 */
final class RabbitMq extends Broker {

    /** It closes its stores in a moment and then waits five seconds for one of its own processes that does not end. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private volatile @Nullable WatchedProcess epmd;

    RabbitMq(Home home, int port, int managementPort) {
        super(home, port, managementPort);
    }

    @Override
    public BrokerKind kind() {
        return BrokerKind.RABBITMQ;
    }

    @Override
    Path data() {
        return home().data("rabbitmq");
    }

    @Override
    protected WatchedProcess launch() {
        var installation = RabbitMqInstallation.find()
                .orElseThrow(
                        () -> new StartFailure("RabbitMQ is not installed (Debian: apt-get install rabbitmq-server)."));
        endPortMapper();
        writeConfiguration();
        var environment = environment(Ports.free());
        epmd = WatchedProcess.start(
                "epmd",
                Command.of(List.of(installation.epmd().toString())).with(environment),
                home().log("epmd"),
                home().pidFile("epmd"));
        return WatchedProcess.start(
                name(),
                Command.of(List.of(installation.server().toString()))
                        .with(environment)
                        .within(STOP_GRACE),
                log(),
                pidFile());
    }

    @Override
    public void stop() {
        super.stop();
        endPortMapper();
    }

    @Override
    public void kill() {
        super.kill();
        endPortMapper();
    }

    private void endPortMapper() {
        var mapper = epmd;
        if (mapper != null) {
            mapper.kill();
            epmd = null;
        }
    }

    /** A new virtual host in the place of the old one takes a tenth of the time of a new node. */
    @Override
    public void clear() {
        if (isRunning() && new VirtualHostReset(host(), managementPort()).succeeds()) {
            return;
        }
        wipe();
    }

    private Map<String, String> environment(int epmdPort) {
        var environment = new TreeMap<String, String>();
        System.getenv().keySet().stream()
                .filter(key -> key.startsWith("RABBITMQ_") || key.startsWith("ERL_"))
                .forEach(key -> environment.put(key, ""));
        environment.put("HOME", data().toString());
        environment.put("ERL_EPMD_PORT", Integer.toString(epmdPort));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("ERL_CRASH_DUMP", "/dev/null");
        environment.put("RABBITMQ_NODENAME", "steadfast@localhost");
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(Ports.free()));
        environment.put(
                "RABBITMQ_CONF_ENV_FILE", data().resolve("rabbitmq-env.conf").toString());
        environment.put("RABBITMQ_CONFIG_FILE", data().resolve("rabbitmq.conf").toString());
        environment.put(
                "RABBITMQ_ADVANCED_CONFIG_FILE",
                data().resolve("advanced.config").toString());
        environment.put(
                "RABBITMQ_GENERATED_CONFIG_DIR", data().resolve("generated").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                data().resolve("enabled_plugins").toString());
        environment.put("RABBITMQ_MNESIA_BASE", data().resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", data().resolve("log").toString());
        environment.put("RABBITMQ_LOGS", "-");
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "+S 2:2 +SDcpu 1:1 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}");
        // Makes the script exec the Erlang VM, so that its process id is the broker's own.
        environment.put("RUNNING_UNDER_SYSTEMD", "true");
        return environment;
    }

    private void writeConfiguration() {
        try {
            Files.createDirectories(data());
            Files.writeString(data().resolve("rabbitmq-env.conf"), "");
            Files.writeString(data().resolve("enabled_plugins"), "[rabbitmq_management].\n");
            Files.writeString(data().resolve("rabbitmq.conf"), """
                    listeners.tcp.1 = 127.0.0.1:%d
                    management.tcp.ip = 127.0.0.1
                    management.tcp.port = %d
                    vm_memory_high_watermark.absolute = 512MB
                    disk_free_limit.absolute = 200MB
                    raft.wal_max_size_bytes = 33554432
                    log.console = true
                    log.console.level = warning
                    """.formatted(port(), managementPort()));
        } catch (IOException e) {
            throw new StartFailure("RabbitMQ's settings could not be written to " + data() + ": " + e.getMessage(), e);
        }
    }
}
