package io.greenroom.grading.gate;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waiting for work that others do. */
public final class Parallel {
    private Parallel() {}

    /** The result; what the work threw is thrown here. */
    public static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
