package io.steadfast.local.broker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Opens a connection to the virtual host {@code /} as {@code guest} and closes it again, by AMQP 0-9-1. An open port alone
 * does not tell that a broker is ready: Qpid opens its port before its virtual host.
 */
final class AmqpHandshake {

    private static final int TIMEOUT_MILLIS = 5_000;

    private static final int CONNECTION = 10;
    private static final int START = 10;
    private static final int START_OK = 11;
    private static final int TUNE = 30;
    private static final int TUNE_OK = 31;
    private static final int OPEN = 40;
    private static final int OPEN_OK = 41;
    private static final int CLOSE = 50;
    private static final int CLOSE_OK = 51;

    private static final byte[] PROTOCOL = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
    private static final int METHOD_FRAME = 1;
    private static final int FRAME_END = 0xCE;

    private final DataInputStream in;
    private final DataOutputStream out;

    private AmqpHandshake(Socket socket) throws IOException {
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    static boolean succeeds(String host, int port) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            new AmqpHandshake(socket).openAndClose();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void openAndClose() throws IOException {
        out.write(PROTOCOL);
        receive(START);
        send(START_OK, arguments -> {
            arguments.writeInt(0);
            shortText(arguments, "PLAIN");
            var login = "\0guest\0guest".getBytes(StandardCharsets.UTF_8);
            arguments.writeInt(login.length);
            arguments.write(login);
            shortText(arguments, "en_US");
        });
        var limits = receive(TUNE);
        send(TUNE_OK, arguments -> {
            arguments.writeShort(limits.readUnsignedShort());
            arguments.writeInt(limits.readInt());
            arguments.writeShort(0);
        });
        send(OPEN, arguments -> {
            shortText(arguments, "/");
            shortText(arguments, "");
            arguments.writeByte(0);
        });
        receive(OPEN_OK);
        send(CLOSE, arguments -> {
            arguments.writeShort(200);
            shortText(arguments, "");
            arguments.writeInt(0);
        });
        receive(CLOSE_OK);
    }

    private DataInputStream receive(int method) throws IOException {
        in.skipNBytes(3);
        var payload = in.readNBytes(in.readInt());
        in.skipNBytes(1);
        var arguments = new DataInputStream(new ByteArrayInputStream(payload));
        if (arguments.readUnsignedShort() != CONNECTION || arguments.readUnsignedShort() != method) {
            throw new IOException("the broker does not accept connections yet");
        }
        return arguments;
    }

    private void send(int method, Arguments writer) throws IOException {
        var payload = new ByteArrayOutputStream();
        var data = new DataOutputStream(payload);
        data.writeShort(CONNECTION);
        data.writeShort(method);
        writer.writeTo(data);
        out.writeByte(METHOD_FRAME);
        out.writeShort(0);
        out.writeInt(payload.size());
        payload.writeTo(out);
        out.writeByte(FRAME_END);
        out.flush();
    }

    private static void shortText(DataOutputStream data, String text) throws IOException {
        data.writeByte(text.length());
        data.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @FunctionalInterface
    private interface Arguments {
        void writeTo(DataOutputStream data) throws IOException;
    }
}
