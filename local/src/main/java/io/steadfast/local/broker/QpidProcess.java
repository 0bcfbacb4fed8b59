package io.steadfast.local.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.model.SystemConfig;

/** The main class of the process that Qpid Broker-J runs in. */
final class QpidProcess {

    private QpidProcess() {}

    public static void main(String[] arguments) throws Exception {
        Files.createDirectories(Path.of(System.getProperty("qpid.work_dir")));
        var configuration = QpidProcess.class.getResource("qpid.json");
        if (configuration == null) {
            throw new IllegalStateException("qpid.json is missing");
        }
        // The broker's own settings live in memory, so that they are always those of this version; exchanges, queues
        // and messages live in the virtual host's store on disk.
        new SystemLauncher()
                .startup(Map.of(
                        SystemConfig.TYPE,
                        "Memory",
                        SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                        configuration.toExternalForm(),
                        SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
                        false));
    }
}
