package io.greenroom.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Only one launcher at a time changes what runs. The operating system frees the lock when its
 * holder dies, however it dies.
 */
public final class StackLock implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 900;

    private final FileChannel channel;
    private final FileLock lock;

    private StackLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Waits, saying so, while another launcher holds the lock. */
    public static StackLock acquire(Path run, String command, Progress progress) {
        Path file = run.resolve("lock");
        Path note = run.resolve("lock-holder");
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean told = false;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (true) {
                FileLock lock = tryLock(channel);
                if (lock != null) {
                    Files.writeString(
                            note,
                            "./greenroom "
                                    + command
                                    + " (process "
                                    + ProcessHandle.current().pid()
                                    + ")");
                    return new StackLock(channel, lock);
                }
                if (!told) {
                    progress.plain("Waiting for " + holder(note) + ", which is at work here.");
                    told = true;
                }
                if (System.nanoTime() > deadline) {
                    channel.close();
                    throw new IllegalStateException(
                            holder(note)
                                    + " has been at work for too long. Stop it and try again.");
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the lock", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by another thread of this very process: the stop on Ctrl-C during a start.
            return null;
        }
    }

    private static String holder(Path note) {
        try {
            return Files.readString(note);
        } catch (IOException e) {
            return "another ./greenroom";
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release the lock", e);
        }
    }
}
