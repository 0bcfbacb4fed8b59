package io.steadfast.local.postgres;

import io.steadfast.local.process.StartFailure;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per version from the archive that Maven brought. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The folder with {@code bin/postgres}; safe when several processes ask at once. */
    static Path unpackedBelow(Path folder) {
        try {
            var installation = folder.resolve("postgresql-" + fingerprint());
            if (!Files.isDirectory(installation)) {
                Files.createDirectories(folder);
                unpack(installation);
            }
            return installation;
        } catch (IOException e) {
            throw new StartFailure("PostgreSQL could not be unpacked below " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path installation) throws IOException {
        var temporary = Files.createTempDirectory(installation.getParent(), "postgresql-");
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, temporary);
            }
        }
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(temporary, installation, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            // Another process was faster; both have unpacked the same.
            io.steadfast.local.Folders.delete(temporary);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("unexpected entry " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String fingerprint() throws IOException {
        var sum = new CRC32();
        try (var in = new CheckedInputStream(archive(), sum)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Long.toHexString(sum.getValue());
    }

    private static InputStream archive() throws IOException {
        var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        try {
            return new BufferedInputStream(
                    DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch")));
        } catch (IllegalStateException e) {
            throw new IOException("there are no PostgreSQL binaries for this platform", e);
        }
    }
}
