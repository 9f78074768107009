package io.greenroom.platform.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A problem as RFC 9457 writes it, with the trace id and, for broken input, one error per pointer.
 *
 * @param extensions further members by problem type, e.g. {@code currentRevision}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "traceId", "errors"})
@Schema(name = "Problem")
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String traceId,
        List<FieldError> errors,
        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> extensions) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
        extensions = Map.copyOf(extensions);
    }

    /**
     * What is wrong at one place of the request.
     *
     * @param pointer RFC 6901 pointer into the body, or the name of a parameter
     * @param detail what is wrong there, for a person
     */
    @Schema(name = "FieldError")
    public record FieldError(String pointer, String detail) {}
}
