package io.steadfast.local.stack;

import io.steadfast.local.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of a service as a JVM has them in memory, in a file beside its jar (class data sharing). A start that maps
 * them takes little more than half the time; writing them takes as long as a start.
 */
final class ClassArchive {

    private final Path file;

    private ClassArchive(Path file) {
        this.file = file;
    }

    /** Of this jar and no other: a JVM does without an archive that does not fit. */
    static ClassArchive of(Path jar) {
        return new ClassArchive(jar.resolveSibling("classes.jsa"));
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The option of a JVM that uses the archive. */
    String use() {
        return "-XX:SharedArchiveFile=" + file;
    }

    /** The option of a JVM that {@link #write} is for. */
    static String prepare() {
        return "-XX:+RecordDynamicDumpInfo";
    }

    /** Whether the caller is the first who wants to write it; the others would do it in vain. */
    boolean claim() {
        try {
            Files.createFile(file.resolveSibling("classes.claimed"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes what this JVM has loaded; it stands still meanwhile. If that fails, later starts just take longer. */
    void write(long pid, Path log) {
        var unfinished = file.resolveSibling("classes.unfinished");
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var dump = List.of(jcmd, Long.toString(pid), "VM.cds", "dynamic_dump", unfinished.toString());
        try {
            if (Command.of(dump).run(log).succeeded()) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            // This JVM cannot do it.
        }
    }
}
