package io.steadfast.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortsTest {

    @Test
    void noPortIsGivenTwice() {
        assertThat(IntStream.range(0, 500).map(n -> Ports.free())).doesNotHaveDuplicates();
    }

    @Test
    void noPortIsOneThatTheSystemGivesToConnections() throws Exception {
        var connections = IntStream.range(0, 500).map(n -> portOfAConnection()).summaryStatistics();

        assertThat(Stream.generate(Ports::free).limit(500)).allMatch(port -> port < connections.getMin());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whoUsesAPortIsTold() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(server.getLocalPort())).isFalse();
            assertThat(PortUser.of(server.getLocalPort()))
                    .hasValueSatisfying(user -> assertThat(user)
                            .startsWith("a server, process "
                                    + ProcessHandle.current().pid()));
        }
        assertThat(PortUser.of(Ports.free())).isEmpty();
    }

    private static int portOfAConnection() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
