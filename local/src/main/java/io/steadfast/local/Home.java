package io.steadfast.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder that holds all state of one system: data, logs and process ids, by the name of the service. */
public record Home(Path folder) {

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The data folder of this service; it need not exist. */
    public Path data(String service) {
        return folder.resolve(service);
    }

    /** The log of this service, in a folder that exists. */
    public Path log(String service) {
        return created(folder.resolve("logs")).resolve(service + ".log");
    }

    /** The file with the process id of this service, in a folder that exists. */
    public Path pidFile(String service) {
        return run().resolve(service + ".pid");
    }

    public Path operatorPassword() {
        return folder.resolve("operator-password");
    }

    public Path viewerPassword() {
        return folder.resolve("viewer-password");
    }

    /** The folder for process ids and for what else is only true while the system runs; it exists. */
    public Path run() {
        return created(folder.resolve("run"));
    }

    /** Deletes data, logs and passwords, and nothing else that may lie in the folder. */
    public void forget() {
        for (var name : List.of("postgres", "rabbitmq", "qpid", "logs", "operator-password", "viewer-password")) {
            Folders.delete(folder.resolve(name));
        }
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
