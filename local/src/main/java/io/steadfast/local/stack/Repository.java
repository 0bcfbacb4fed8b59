package io.steadfast.local.stack;

import io.steadfast.local.LocalModule;
import io.steadfast.local.process.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The built source tree that this program is a part of: where the services and the database's roles come from. */
final class Repository {

    private Repository() {}

    /** The executable jar of a service. */
    static Path jar(String service) {
        var target = root().resolve(service).resolve("target");
        try (var jars = Files.newDirectoryStream(target, service + "-*-SNAPSHOT.jar")) {
            for (var jar : jars) {
                return jar;
            }
            throw new StartFailure("There is no jar in " + target + "; `mvn package` builds it.");
        } catch (IOException e) {
            throw new StartFailure("There is no " + target + "; `mvn package` builds it.", e);
        }
    }

    /** What makes a database ready for the services. */
    static String bootstrapSql() {
        var file = root().resolve("db/src/main/resources/db/bootstrap.sql");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StartFailure("The database's roles and schemas cannot be read from " + file + ".", e);
        }
    }

    private static Path root() {
        var module = LocalModule.buildFolder().getParent();
        var root = module == null ? null : module.getParent();
        if (root == null) {
            throw new IllegalStateException("module local must be used from its source tree");
        }
        return root;
    }
}
