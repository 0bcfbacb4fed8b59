package io.steadfast.local.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks the program that serves a home to do something, and shows what it says. */
public final class ControlClient {

    private final Launcher launcher;

    public ControlClient(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Returns the exit code; 1 if the other side went away before it was done. */
    public int ask(List<String> words, PrintStream out) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), launcher.port())) {
            var request = launcher.token() + "\t" + String.join("\t", words) + "\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.matches("exit [0-9]+")) {
                    return Integer.parseInt(line.substring("exit ".length()));
                }
                out.println(line);
            }
            return 1;
        }
    }
}
