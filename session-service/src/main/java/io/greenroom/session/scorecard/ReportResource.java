package io.greenroom.session.scorecard;

import io.greenroom.platform.Roles;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.Visitor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was released of a session: for its candidate and its panel. */
@Path("/api/sessions/{id}/report")
@Tag(name = "Scorecards")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
class ReportResource {
    private final ReleaseDesk desk;
    private final Caller caller;

    @Inject
    ReportResource(ReleaseDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "readReport", summary = "Scores, feedback and evidence, as released")
    public Uni<ReportView> read(@PathParam("id") String id) {
        return desk.report(Access.idOf(id), Visitor.of(caller));
    }
}
