package io.greenroom.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.greenroom.platform.event.TransientFailures;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one place where a failed request becomes a problem. What is not named here is a 500. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        var response = respond(e.type(), e.detail(), e.errors(), e.extensions());
        var wait = e.retryAfter();
        return wait == null
                ? response
                : Response.fromResponse(response)
                        .header(HttpHeaders.RETRY_AFTER, wholeSeconds(wait))
                        .build();
    }

    /** Rounded up: who comes back after a rounded down time is refused once more. */
    static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }

    @ServerExceptionMapper
    Response brokenRules(ConstraintViolationException e) {
        var errors =
                e.getConstraintViolations().stream()
                        .map(ProblemMappers::fieldError)
                        .sorted(Comparator.comparing(Problem.FieldError::pointer))
                        .toList();
        return respond(
                CommonProblem.VALIDATION_FAILED,
                errors.size() == 1
                        ? errors.getFirst().detail()
                        : errors.size() + " rules are broken.",
                errors,
                Map.of());
    }

    @ServerExceptionMapper
    Response mismatchedJson(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e) {
        return signIn("This needs a valid access token.");
    }

    @ServerExceptionMapper
    Response authenticationFailed(AuthenticationFailedException e) {
        return signIn(
                "The access token was refused: it is expired, forged or meant for somebody else.");
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return respond(
                CommonProblem.FORBIDDEN, "Your role does not allow this.", List.of(), Map.of());
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException broken) {
                return json(broken);
            }
        }
        int status = e.getResponse().getStatus();
        ProblemType type =
                switch (status) {
                    case 401 -> CommonProblem.UNAUTHORIZED;
                    case 403 -> CommonProblem.FORBIDDEN;
                    case 404 -> CommonProblem.NOT_FOUND;
                    case 405 -> CommonProblem.METHOD_NOT_ALLOWED;
                    case 406 -> CommonProblem.NOT_ACCEPTABLE;
                    case 413 -> CommonProblem.BODY_TOO_LARGE;
                    case 415 -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
                    default ->
                            status >= 500
                                    ? CommonProblem.INTERNAL_ERROR
                                    : CommonProblem.REQUEST_REFUSED;
                };
        if (status >= 500) {
            LOG.error("Request failed", e);
        }
        return respond(type, type.title() + ".", List.of(), Map.of());
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        if (TransientFailures.isTransient(e)) {
            // The database is away; the client may simply try again.
            LOG.warnf("Request failed for the moment: %s", e.toString());
            return Response.fromResponse(
                            respond(
                                    CommonProblem.SERVICE_UNAVAILABLE,
                                    "Nothing was changed. Try again in a moment.",
                                    List.of(),
                                    Map.of()))
                    .header(HttpHeaders.RETRY_AFTER, 2)
                    .build();
        }
        LOG.error("Request failed unexpectedly", e);
        return respond(
                CommonProblem.INTERNAL_ERROR,
                "It has been logged; the trace id helps us to find it.",
                List.of(),
                Map.of());
    }

    private static Response signIn(String detail) {
        return Response.fromResponse(
                        respond(CommonProblem.UNAUTHORIZED, detail, List.of(), Map.of()))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response json(JsonProcessingException e) {
        String pointer = e instanceof JsonMappingException mapping ? pointer(mapping) : "";
        String detail =
                switch (e) {
                    case UnrecognizedPropertyException unknown ->
                            "The field \"" + unknown.getPropertyName() + "\" is not known.";
                    case InvalidFormatException weird when weird.getTargetType() == String.class ->
                            "A text cannot hold the NUL character (U+0000).";
                    case MismatchedInputException mismatch when pointer.isEmpty() ->
                            "The body is missing or has the wrong shape.";
                    case MismatchedInputException mismatch ->
                            "The value has the wrong type"
                                    + (mismatch.getTargetType() == null
                                            ? "."
                                            : "; expected "
                                                    + typeName(mismatch.getTargetType())
                                                    + ".");
                    default -> "The body is not valid JSON" + where(e) + ".";
                };
        var errors =
                pointer.isEmpty()
                        ? List.<Problem.FieldError>of()
                        : List.of(new Problem.FieldError(pointer, detail));
        return respond(CommonProblem.MALFORMED_JSON, detail, errors, Map.of());
    }

    private static String where(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String typeName(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return "a number";
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : "another shape";
    }

    private static String pointer(JsonMappingException e) {
        var pointer = new StringBuilder();
        for (var step : e.getPath()) {
            pointer.append('/');
            pointer.append(
                    step.getFieldName() == null
                            ? String.valueOf(step.getIndex())
                            : step.getFieldName().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static Problem.FieldError fieldError(ConstraintViolation<?> violation) {
        var steps = new ArrayList<String>();
        @Nullable String parameter = null;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY) {
                if (node.getIndex() != null) {
                    steps.add(String.valueOf(node.getIndex()));
                }
                steps.add(node.getName());
            } else if (node.getKind() == ElementKind.CONTAINER_ELEMENT && node.getIndex() != null) {
                steps.add(String.valueOf(node.getIndex()));
            }
        }
        String pointer =
                steps.isEmpty() ? String.valueOf(parameter) : "/" + String.join("/", steps);
        return new Problem.FieldError(pointer, violation.getMessage());
    }

    private static Response respond(
            ProblemType type,
            String detail,
            List<Problem.FieldError> errors,
            Map<String, Object> extensions) {
        var span = Span.current().getSpanContext();
        return Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .entity(
                        new Problem(
                                type.uri(),
                                type.title(),
                                type.status(),
                                detail,
                                span.isValid() ? span.getTraceId() : null,
                                errors,
                                extensions))
                .build();
    }
}
