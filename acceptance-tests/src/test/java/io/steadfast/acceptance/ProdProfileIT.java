package io.steadfast.acceptance;

import static io.steadfast.acceptance.system.Service.INVENTORY_SERVICE;
import static io.steadfast.acceptance.system.Service.ORDER_SERVICE;
import static io.steadfast.acceptance.system.Service.SAGA_ORCHESTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.acceptance.system.Service;
import io.steadfast.local.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The services as they are shipped, with what Docker Compose gives them by default; neither database nor broker runs. */
class ProdProfileIT {

    private static final Pattern FINDING = Pattern.compile("(?m)^  (STEADFAST_\\w+) is (?:well known|empty)");

    private static final Map<Service, List<String>> OWN = Map.of(
            ORDER_SERVICE,
            List.of("STEADFAST_ORDERS_OWNER_PASSWORD", "STEADFAST_ORDERS_SERVICE_PASSWORD"),
            INVENTORY_SERVICE,
            List.of("STEADFAST_INVENTORY_OWNER_PASSWORD", "STEADFAST_INVENTORY_SERVICE_PASSWORD"),
            SAGA_ORCHESTRATOR,
            List.of(
                    "STEADFAST_AUDIT_OWNER_PASSWORD",
                    "STEADFAST_SAGAS_OWNER_PASSWORD",
                    "STEADFAST_SAGAS_SERVICE_PASSWORD"));

    private static final List<String> SHARED =
            List.of("STEADFAST_AMQP_PASSWORD", "STEADFAST_OPERATOR_PASSWORD", "STEADFAST_VIEWER_PASSWORD");

    @Test
    void noServiceStartsWithDefaultsAndEachNamesAllThatIsToBeSet() throws Exception {
        Map<Service, Path> logs = new EnumMap<>(Service.class);
        Map<Service, Process> started = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            logs.put(service, Files.createTempFile(Path.of("target"), service + "-prod-", ".log"));
            started.put(service, start(service, logs.get(service)));
        }
        for (Service service : Service.values()) {
            int exitCode = started.get(service).waitFor();
            String said = Files.readString(logs.get(service));

            assertThat(exitCode).as(said).isOne();
            assertThat(FINDING.matcher(said).results().map(finding -> finding.group(1)))
                    .as(said)
                    .containsAll(OWN.get(service))
                    .containsAll(SHARED)
                    .hasSize(OWN.get(service).size() + SHARED.size());
            assertThat(said).contains("APPLICATION FAILED TO START").doesNotContain("\tat ", "Hikari", "Flyway");
        }
    }

    private static Process start(Service service, Path log) throws IOException {
        var builder = new ProcessBuilder(
                        Command.java("-Xmx128m", "-jar", jar(service).toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(variable -> variable.startsWith("STEADFAST_"));
        environment.put("SPRING_PROFILES_ACTIVE", "prod");
        environment.put("STEADFAST_AMQP_USERNAME", "steadfast");
        SHARED.forEach(variable -> environment.put(variable, "dev"));
        // One of each service's own is not set at all.
        OWN.get(service).stream().skip(1).forEach(variable -> environment.put(variable, "dev"));
        return builder.start();
    }

    private static Path jar(Service service) throws IOException {
        try (var jars = Files.newDirectoryStream(
                Path.of("..", service.title(), "target"), service.title() + "-*-SNAPSHOT.jar")) {
            return jars.iterator().next();
        }
    }
}
