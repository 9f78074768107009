package io.greenroom.session.invitation;

import io.greenroom.platform.Roles;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.SessionState;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** A session for one's calendar. */
@Path("/api/sessions/{id}/invitation.ics")
@Tag(name = "Mock sessions")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class CalendarResource {
    private static final String CALENDAR = "text/calendar";

    private final MockSessions sessions;
    private final InvitationSettings settings;
    private final Sender sender;
    private final Caller caller;
    private final Clock clock;

    @Inject
    CalendarResource(
            MockSessions sessions,
            InvitationSettings settings,
            Sender sender,
            Caller caller,
            Clock clock) {
        this.sessions = sessions;
        this.settings = settings;
        this.sender = sender;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Produces(CALENDAR)
    @WithTransaction
    @Operation(
            operationId = "getInvitation",
            summary = "The session for one's calendar; once cancelled, its cancellation")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = CALENDAR, schema = @Schema(type = SchemaType.STRING)))
    public Uni<RestResponse<String>> invitation(@PathParam("id") String id) {
        return sessions.participation(LinkResource.id(id), caller)
                .onItem()
                .ifNull()
                .failWith(LinkResource::notFound)
                .map(
                        session ->
                                RestResponse.ResponseBuilder.ok(
                                                CalendarEntry.of(
                                                        session,
                                                        sender.address(),
                                                        settings.origin()
                                                                .resolve(
                                                                        "/sessions/"
                                                                                + session
                                                                                        .sessionId()),
                                                        clock.instant()))
                                        .header(
                                                HttpHeaders.CONTENT_TYPE,
                                                CALENDAR
                                                        + "; charset=utf-8; method="
                                                        + (session.state() == SessionState.CANCELLED
                                                                ? "CANCEL"
                                                                : "REQUEST"))
                                        .header(
                                                HttpHeaders.CONTENT_DISPOSITION,
                                                "attachment; filename=\"invitation.ics\"")
                                        .build());
    }
}
