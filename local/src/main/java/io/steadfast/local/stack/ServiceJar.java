package io.steadfast.local.stack;

import io.steadfast.local.Folders;
import io.steadfast.local.process.Command;
import io.steadfast.local.process.StartFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The jar of a service, unpacked beside itself: loading classes from jars within a jar would take longer than all the
 * rest of the start.
 */
final class ServiceJar {

    private ServiceJar() {}

    /** The jar to run: unpacked once for each build, or as it is where nothing can be written. */
    static Path unpacked(String service) {
        var jar = Repository.jar(service);
        var folder = jar.resolveSibling("unpacked-" + fingerprint(jar));
        if (!Files.exists(folder)) {
            unpack(jar, folder);
        }
        var unpacked = folder.resolve(jar.getFileName());
        return Files.exists(unpacked) ? unpacked : jar;
    }

    private static void unpack(Path jar, Path folder) {
        try {
            deletePredecessors(folder);
            var unfinished = Files.createTempDirectory(jar.resolveSibling("."), "unpacking-");
            var extract = Command.java(
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    unfinished.toString());
            try {
                if (Command.of(extract).run(Path.of("/dev/null")).succeeded()) {
                    Files.move(unfinished, folder);
                }
            } finally {
                Folders.delete(unfinished);
            }
        } catch (IOException e) {
            // Nothing can be written here, or another system was faster.
        }
    }

    private static void deletePredecessors(Path folder) throws IOException {
        try (var unpacked = Files.newDirectoryStream(folder.resolveSibling("."), "unpacked-*")) {
            for (var old : unpacked) {
                if (!old.getFileName().equals(folder.getFileName())) {
                    Folders.delete(old);
                }
            }
        }
    }

    /** Of the contents: a reproducible build gives every jar the same time. */
    private static String fingerprint(Path jar) {
        var sum = new CRC32();
        try (var in = new CheckedInputStream(Files.newInputStream(jar), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new StartFailure("There is no " + jar + "; `mvn package` builds it.", e);
        }
        return Long.toHexString(sum.getValue());
    }
}
