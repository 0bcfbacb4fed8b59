package io.steadfast.local.stack;

import io.steadfast.local.Folders;
import io.steadfast.local.Home;
import io.steadfast.local.process.Command;
import io.steadfast.local.process.StartFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The jar of a service, unpacked beside itself, and the archive of the classes that it loads (class data sharing). The
 * first run writes the archive when it is stopped; later ones start with it in about a third of the time. A new jar
 * begins anew, and where nothing can be written the jar runs as it is.
 */
final class ServiceJar {

    private final Path jar;
    private final Path folder;
    private final Path archive;
    private final Path newArchive;

    /** @param home names the archive that is being written, as several systems may run from one build */
    ServiceJar(String service, Home home) {
        jar = Repository.jar(service);
        folder = jar.resolveSibling("unpacked-" + fingerprint(jar));
        archive = folder.resolve("classes-" + Runtime.version() + ".jsa");
        newArchive = folder.resolve("classes-of-%08x.jsa".formatted(home.hashCode()));
    }

    /** What follows the JVM's own options on the command line. */
    List<String> arguments() {
        var unpacked = folder.resolve(jar.getFileName());
        if (!Files.exists(unpacked) && !unpack()) {
            return List.of("-jar", jar.toString());
        }
        var classes = Files.exists(archive) ? "SharedArchiveFile=" + archive : "ArchiveClassesAtExit=" + newArchive;
        return List.of("-XX:" + classes, "-Xlog:cds*=error", "-jar", unpacked.toString());
    }

    boolean startsFast() {
        return Files.exists(archive);
    }

    /** To be called when a run has ended: what it wrote is complete, and others may use it. */
    void keepArchive() {
        try {
            if (Files.exists(newArchive)) {
                Files.move(newArchive, archive);
            }
        } catch (IOException e) {
            // Another system was faster, or the disk is full: the next run writes it again if it must.
        }
    }

    private boolean unpack() {
        try {
            deletePredecessors();
            var unfinished = Files.createTempDirectory(jar.resolveSibling("."), "unpacking-");
            var extract = List.of(
                    Command.java(),
                    "-Djarmode=tools",
                    "-XX:TieredStopAtLevel=1",
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
        return Files.exists(folder);
    }

    private void deletePredecessors() throws IOException {
        try (var unpacked = Files.newDirectoryStream(jar.resolveSibling("."), "unpacked-*")) {
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
