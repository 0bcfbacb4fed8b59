package io.steadfast.local.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * RabbitMQ's and Erlang's programs on this machine.
 *
 * @param server the real script, not the wrapper of a Linux distribution that changes the user and manages the
 *     system's own node
 * @param epmd Erlang's port mapper
 */
record RabbitMqInstallation(Path server, Path epmd) {

    static Optional<RabbitMqInstallation> find() {
        var servers = programs("rabbitmq-server").filter(RabbitMqInstallation::isServer);
        return servers.findFirst().flatMap(server -> portMapper().map(epmd -> new RabbitMqInstallation(server, epmd)));
    }

    /**
     * By its real name and its place in RabbitMQ's own folder: Debian's wrapper lies beside links to the same scripts and,
     * called by any other name than a link's, starts itself without end.
     */
    private static boolean isServer(Path script) {
        return script.endsWith(Path.of("sbin", "rabbitmq-server"))
                && Files.isDirectory(script.resolveSibling("../plugins").normalize());
    }

    private static Optional<Path> portMapper() {
        return Stream.concat(programs("epmd"), programs("erl").map(erl -> erl.resolveSibling("epmd")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> programs(String name) {
        var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        var usual =
                Stream.of("/usr/lib/rabbitmq/bin", "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin", "/usr/bin");
        return Stream.concat(Stream.of(path), usual)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .flatMap(RabbitMqInstallation::real);
    }

    private static Stream<Path> real(Path program) {
        try {
            return Stream.of(program.toRealPath());
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
