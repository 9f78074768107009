package io.greenroom.platform.problem;

import java.io.Serial;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. Thrown at the edge, where a sealed outcome is translated. */
public final class ProblemException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<Problem.FieldError> errors;
    private final transient Map<String, Object> extensions;
    private final transient @Nullable Duration retryAfter;

    private ProblemException(
            ProblemType type,
            String detail,
            List<Problem.FieldError> errors,
            Map<String, Object> extensions,
            @Nullable Duration retryAfter) {
        // An expected end of a request: the stack trace would cost and tell nothing.
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.extensions = Map.copyOf(extensions);
        this.retryAfter = retryAfter;
    }

    /** A problem of that type; the detail is for a person. */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), Map.of(), null);
    }

    /** A broken rule at one place of the request. */
    public static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(
                CommonProblem.VALIDATION_FAILED,
                detail,
                List.of(new Problem.FieldError(pointer, detail)),
                Map.of(),
                null);
    }

    /** The same problem with one more member. */
    public ProblemException with(String name, Object value) {
        var more = new HashMap<>(extensions);
        more.put(name, value);
        return new ProblemException(type, detail(), errors, more, retryAfter);
    }

    /** The same problem with these errors. */
    public ProblemException with(List<Problem.FieldError> moreErrors) {
        return new ProblemException(type, detail(), moreErrors, extensions, retryAfter);
    }

    /** The same problem; the same request makes sense after that time. */
    public ProblemException retryAfter(Duration wait) {
        return new ProblemException(type, detail(), errors, extensions, wait);
    }

    public ProblemType type() {
        return type;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<Problem.FieldError> errors() {
        return errors;
    }

    Map<String, Object> extensions() {
        return extensions;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
