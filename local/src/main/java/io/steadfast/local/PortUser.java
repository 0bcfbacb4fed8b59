package io.steadfast.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who uses a port, as far as Linux tells this user; other systems tell nothing here. */
public final class PortUser {

    private static final List<Path> SOCKETS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";

    private PortUser() {}

    /** A phrase for people about one of the sockets, or nothing. */
    public static Optional<String> of(int port) {
        var address = ":%04X".formatted(port);
        return SOCKETS.stream()
                .flatMap(PortUser::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(socket -> socket.length > INODE && socket[LOCAL_ADDRESS].endsWith(address))
                .findFirst()
                .map(socket -> (socket[STATE].equals(LISTENING) ? "a server, " : "a connection, ")
                        + owner(socket[INODE]).orElse("of another user"));
    }

    private static Optional<String> owner(String inode) {
        var link = Path.of("socket:[" + inode + "]");
        return ProcessHandle.allProcesses()
                .filter(process -> hasOpen(process.pid(), link))
                .findFirst()
                .map(process -> "process %d (%s)"
                        .formatted(process.pid(), process.info().command().orElse("unknown program")));
    }

    private static boolean hasOpen(long pid, Path link) {
        try (var files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> leadsTo(link, file));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(file).equals(link);
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
