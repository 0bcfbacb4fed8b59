package io.steadfast.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback interface. */
public final class Ports {

    /**
     * Below those that the system gives to connections: one of them could take the port of a server that is just being
     * started again.
     */
    private static final int LAST = firstOfConnections() - 1;

    private static final int FIRST = LAST / 2;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that was free a moment ago, and another one each time. */
    public static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
        } while (!isFree(port) || !GIVEN.add(port));
        return port;
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int firstOfConnections() {
        // Not all bytes at once: Linux gives such a file only to whoever reads it in one piece.
        try (var range = new Scanner(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))) {
            return Math.max(4096, range.nextInt());
        } catch (IOException e) {
            return 32_768; // on Linux by default, and on other systems they are higher
        }
    }
}
