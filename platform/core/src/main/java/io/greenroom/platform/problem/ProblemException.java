package io.greenroom.platform.problem;

import java.io.Serial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem. Thrown at the edge, where a sealed outcome is translated. */
public final class ProblemException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<Problem.FieldError> errors;
    private final transient Map<String, Object> extensions;

    private ProblemException(
            ProblemType type,
            String detail,
            List<Problem.FieldError> errors,
            Map<String, Object> extensions) {
        // An expected end of a request: the stack trace would cost and tell nothing.
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.extensions = Map.copyOf(extensions);
    }

    /** A problem of that type; the detail is for a person. */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), Map.of());
    }

    /** A broken rule at one place of the request. */
    public static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(
                CommonProblem.VALIDATION_FAILED,
                detail,
                List.of(new Problem.FieldError(pointer, detail)),
                Map.of());
    }

    /** The same problem with one more member. */
    public ProblemException with(String name, Object value) {
        var more = new HashMap<>(extensions);
        more.put(name, value);
        return new ProblemException(type, detail(), errors, more);
    }

    /** The same problem with these errors. */
    public ProblemException with(List<Problem.FieldError> moreErrors) {
        return new ProblemException(type, detail(), moreErrors, extensions);
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
}
