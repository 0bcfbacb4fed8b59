package io.steadfast.local.control;

import io.steadfast.local.Home;
import io.steadfast.local.process.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one program that serves a home; the operating system lets it go when that program ends, however it ends. */
public final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    @SuppressWarnings("unused") // Held, not read.
    private final FileLock lock;

    private HomeLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** The lock, or nothing while another program serves this home. */
    public static Optional<HomeLock> tryAcquire(Home home) {
        Path file = home.run().resolve("lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new HomeLock(channel, lock));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StartFailure("The folder %s cannot be used: %s".formatted(home.folder(), e.getMessage()), e);
        }
    }

    /** Whether a program serves this home. */
    public static boolean isHeld(Home home) {
        var lock = tryAcquire(home);
        lock.ifPresent(HomeLock::close);
        return lock.isEmpty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is let go when this program ends, at the latest.
        }
    }
}
