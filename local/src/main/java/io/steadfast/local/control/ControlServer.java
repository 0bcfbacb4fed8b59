package io.steadfast.local.control;

import io.steadfast.local.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Carries out what other terminals ask of the program that serves a home, one request after the other: a line with a
 * token and tab-separated words comes in, lines for the person go out, the last one is {@code exit N}.
 */
public final class ControlServer implements AutoCloseable {

    /** Carries out one request and returns its exit code. */
    public interface Handler {
        int handle(List<String> words, PrintStream out);
    }

    private static final int READ_TIMEOUT_MILLIS = 5_000;

    private final ServerSocket socket;
    private final String token;
    private final Handler handler;

    private ControlServer(ServerSocket socket, String token, Handler handler) {
        this.socket = socket;
        this.token = token;
        this.handler = handler;
    }

    public static ControlServer start(Home home, int postgresPort, Handler handler) {
        var secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        var token = HexFormat.of().formatHex(secret);
        try {
            var socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
            var server = new ControlServer(socket, token, handler);
            var thread = new Thread(server::serve, "control");
            thread.setDaemon(true);
            thread.start();
            new Launcher(ProcessHandle.current().pid(), socket.getLocalPort(), token, postgresPort).keepIn(home);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It closes with this program.
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var caller = socket.accept()) {
                answer(caller);
            } catch (IOException e) {
                // A caller went away, which is no matter of the system's.
            }
        }
    }

    private void answer(Socket caller) throws IOException {
        caller.setSoTimeout(READ_TIMEOUT_MILLIS);
        var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        var line = in.readLine();
        var words = line == null ? List.<String>of() : List.of(line.split("\t"));
        if (words.size() < 2 || !words.get(0).equals(token)) {
            return;
        }
        var out = new PrintStream(caller.getOutputStream(), true, StandardCharsets.UTF_8);
        var exitCode = handler.handle(words.subList(1, words.size()), out);
        out.println("exit " + exitCode);
    }
}
