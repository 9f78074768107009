package io.greenroom.grading.calibration;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How well the machine and people agree, for staff. */
@Path("/api/grading/calibration")
@Tag(name = "Calibration")
@RolesAllowed({Roles.INTERVIEWER, Roles.ADMIN})
class CalibrationResource {
    private static final String CSV = "text/csv";

    private final HumanMarks marks;
    private final Caller caller;
    private final Clock clock;

    @Inject
    CalibrationResource(HumanMarks marks, Caller caller, Clock clock) {
        this.marks = marks;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            operationId = "readCalibration",
            summary = "Agreement of machine and people; format=csv or Accept: text/csv for a table")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = CalibrationView.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> read(
            @QueryParam("questionId") @Nullable String questionId,
            @QueryParam("grader") @Nullable String grader,
            @QueryParam("graderVersion") @Nullable String graderVersion,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("format") @Nullable String format,
            @Context HttpHeaders headers) {
        boolean csv = isCsv(format, headers);
        var only = caller.hasRole(Roles.ADMIN) ? null : caller.id();
        return marks.list(
                        new HumanMarks.Filter(
                                questionId,
                                grader,
                                graderVersion,
                                time("since", since),
                                time("until", until)))
                // Resampling takes its time, which is not the event loop's.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> Calibrate.of(found, only, clock.instant()))
                .map(view -> only == null ? view : view.withheldWhereFew())
                .map(
                        view ->
                                csv
                                        ? Response.ok(CalibrationCsv.of(view), CSV)
                                                .header(
                                                        HttpHeaders.CONTENT_DISPOSITION,
                                                        "attachment; filename=\"calibration.csv\"")
                                                .build()
                                        : Response.ok(view, MediaType.APPLICATION_JSON_TYPE)
                                                .build());
    }

    private static boolean isCsv(@Nullable String format, HttpHeaders headers) {
        if (format == null) {
            var wanted = headers.getAcceptableMediaTypes();
            return !wanted.isEmpty() && wanted.getFirst().toString().startsWith(CSV);
        }
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            default -> throw ProblemException.invalid("format", "format must be json or csv.");
        };
    }

    /** A day or a moment. */
    private static @Nullable Instant time(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return value.contains("T")
                    ? Instant.parse(value)
                    : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(
                    name, name + " must be like 2026-11-22 or 2026-11-22T10:00:00Z.");
        }
    }
}
