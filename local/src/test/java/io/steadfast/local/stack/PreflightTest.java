package io.steadfast.local.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.local.Home;
import io.steadfast.local.Ports;
import io.steadfast.local.broker.BrokerKind;
import io.steadfast.local.process.StartFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    @TempDir
    private Path folder;

    @Test
    void aPortInUseIsNamedWithItsVariable() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new StackPorts(
                    Ports.free(), taken.getLocalPort(), Ports.free(), Ports.free(), Ports.free(), Ports.free());

            assertThatThrownBy(() -> Preflight.check(settings(ports, BrokerKind.QPID)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use by a")
                    .hasMessageContaining("STEADFAST_INVENTORY_PORT");
        }
    }

    @Test
    void theManagementPortMattersOnlyWhereItIsUsed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new StackPorts(
                    Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), taken.getLocalPort());

            assertThatCode(() -> Preflight.check(settings(ports, BrokerKind.QPID)))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> Preflight.check(settings(ports, BrokerKind.RABBITMQ)))
                    .hasMessageContaining("STEADFAST_RABBITMQ_MANAGEMENT_PORT");
        }
    }

    private StackSettings settings(StackPorts ports, BrokerKind broker) {
        return new StackSettings(
                new Home(folder), ports, broker, Logins.of(new Home(folder), Map.of()), Map.of(), Purpose.TEST);
    }
}
