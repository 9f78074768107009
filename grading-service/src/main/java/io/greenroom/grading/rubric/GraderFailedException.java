package io.greenroom.grading.rubric;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A grader could not judge. The message never quotes the answer. */
public final class GraderFailedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final Cause kind;
    private final @Nullable Duration retryAfter;

    public GraderFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Cause.UNAVAILABLE;
        this.retryAfter = null;
    }

    public GraderFailedException(String message) {
        this(message, null);
    }

    /**
     * With its kind.
     *
     * @param retryAfter when trying again makes sense; null when nobody knows
     */
    public GraderFailedException(String message, Cause kind, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** What kept it from judging. */
    public enum Cause {
        /** It cannot be reached, is too slow or too busy. */
        UNAVAILABLE,
        /** What it may spend is spent. */
        BUDGET,
        /** It answered, but with nothing that could be used. */
        NO_JUDGEMENT
    }

    public Cause kind() {
        return kind;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
