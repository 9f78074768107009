package io.greenroom.grading.rubric;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A grader could not judge. The message never quotes the answer. */
public final class GraderFailedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public GraderFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public GraderFailedException(String message) {
        this(message, null);
    }
}
