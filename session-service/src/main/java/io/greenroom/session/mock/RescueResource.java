package io.greenroom.session.mock;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For admins, who need not take part: sessions whose own people cannot go on. */
@Path("/api/sessions/{id}/rescue")
@Tag(name = "Mock sessions")
@RolesAllowed(Roles.ADMIN)
class RescueResource {
    private final Rescue rescue;
    private final Caller caller;

    @Inject
    RescueResource(Rescue rescue, Caller caller) {
        this.rescue = rescue;
        this.caller = caller;
    }

    @POST
    @Path("cancellation")
    @Operation(
            operationId = "callOffSession",
            summary = "Call off a planned session of others, and say so to all")
    public Uni<SessionSummary> cancel(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") OneSessionResource.CancelSession cancellation) {
        var session = SessionResource.idOf(id);
        var admin = caller.id();
        return found(
                Uni.createFrom()
                        .deferred(() -> rescue.cancel(session, cancellation.said(), admin))
                        .onFailure(OneSessionResource::isDeadlock)
                        .retry()
                        .atMost(2));
    }

    @POST
    @Path("interviewers")
    @Operation(
            operationId = "handSessionOver",
            summary = "Give a session another interviewer",
            description =
                    "Of a planned session all are told. Of one that wants scoring the new one is,"
                            + " who scores it from its replay. The role must be INTERVIEWER.")
    public Uni<SessionSummary> handOver(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") SessionDraft.Invited interviewer) {
        if (interviewer.role() != Role.INTERVIEWER) {
            throw ProblemException.invalid("/role", "A session is handed over to an interviewer.");
        }
        return found(rescue.handOver(SessionResource.idOf(id), interviewer, caller.id()));
    }

    private static Uni<SessionSummary> found(Uni<@Nullable SessionSummary> summary) {
        return summary.onItem().ifNull().failWith(SessionResource::notFound);
    }
}
