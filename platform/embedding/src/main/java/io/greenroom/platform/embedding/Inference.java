package io.greenroom.platform.embedding;

import ai.onnxruntime.OrtException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * All use of ONNX Runtime goes through here, so that it can be over before the process is: its own
 * shutdown hook frees what a running model still reads, and the process would end in a crash.
 */
public final class Inference {

    private static final ReadWriteLock USE = new ReentrantReadWriteLock();

    private Inference() {}

    /** What a model does. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws OrtException;
    }

    /** Runs a model; any number run side by side. */
    public static <T> T run(Work<T> work) throws OrtException {
        USE.readLock().lock();
        try {
            return work.run();
        } finally {
            USE.readLock().unlock();
        }
    }

    /**
     * Waits until no model runs any more, and lets none begin: for the end of the process.
     *
     * @return whether none runs; false when one has not come to its end by then
     */
    static boolean end(Duration atMost) throws InterruptedException {
        return USE.writeLock().tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
