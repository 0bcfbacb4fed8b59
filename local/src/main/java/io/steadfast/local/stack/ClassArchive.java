package io.steadfast.local.stack;

import io.steadfast.local.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The classes of a service as a JVM has them in memory, in a file beside its jar (class data sharing). A start that maps
 * them takes little more than half the time. A start without the file lists what it loads, and another JVM that does
 * nothing else writes the file from the list.
 */
final class ClassArchive {

    private final Path jar;
    private final Path file;

    private ClassArchive(Path jar, Path file) {
        this.jar = jar;
        this.file = file;
    }

    /** Of this jar and this JVM and no others. */
    static ClassArchive of(Path jar) {
        return new ClassArchive(jar, jar.resolveSibling("classes-" + Runtime.version() + ".jsa"));
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The option of a JVM that uses the archive. */
    String use() {
        return "-XX:SharedArchiveFile=" + file;
    }

    /** The option of a JVM that lists the classes it loads. */
    static String list(Path list) {
        return "-XX:DumpLoadedClassList=" + list;
    }

    /** Writes the archive, at the lowest priority. If that fails or is interrupted, later starts just take longer. */
    void write(Path list) {
        try {
            var unfinished = Files.createTempFile(jar.resolveSibling("."), "classes-", ".unfinished");
            try {
                var wholeLines = Files.writeString(
                        list.resolveSibling(list.getFileName() + ".whole"),
                        withoutUnfinishedLine(Files.readString(list)));
                var dump = Command.lastingJava(
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + wholeLines,
                        "-XX:SharedArchiveFile=" + unfinished,
                        "-jar",
                        jar.toString());
                var politely = Stream.concat(Stream.of("nice", "-n", "19"), dump.stream());
                if (Command.of(politely.toList()).run(Path.of("/dev/null")).succeeded()) {
                    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            // Nothing can be written here.
        }
    }

    /** The JVM that lists its classes is still at it. */
    private static String withoutUnfinishedLine(String list) {
        return list.substring(0, list.lastIndexOf('\n') + 1);
    }
}
