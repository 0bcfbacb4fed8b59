package io.steadfast.local.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The first step of AMQP 0-9-1: the client names the protocol and the broker answers with a method frame. */
final class AmqpHandshake {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int METHOD_FRAME = 1;

    private AmqpHandshake() {}

    static boolean succeeds(String host, int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.getOutputStream().write("AMQP\0\0\11\1".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == METHOD_FRAME;
        } catch (IOException e) {
            return false;
        }
    }
}
