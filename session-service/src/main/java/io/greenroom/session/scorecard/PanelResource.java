package io.greenroom.session.scorecard;

import io.greenroom.platform.Roles;
import io.greenroom.platform.revision.EntityTag;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.Visitor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The scorecards of a panel, side by side once each has handed in. */
@Path("/api/sessions/{id}/scorecards")
@Tag(name = "Scorecards")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
class PanelResource {
    private final PanelDesk desk;
    private final Caller caller;

    @Inject
    PanelResource(PanelDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "readScorecards",
            summary = "Who has handed in, and the cards that I may see")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PanelView.class)))
    public Uni<RestResponse<PanelView>> look(@PathParam("id") String id) {
        return desk.look(Access.idOf(id), Visitor.of(caller)).map(PanelResource::tagged);
    }

    @PUT
    @Path("{interviewer}/excuse")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "excuseInterviewer",
            summary = "Do not wait for the card of somebody who will not hand in any more")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PanelView.class)))
    public Uni<RestResponse<PanelView>> excuse(
            @PathParam("id") String id, @PathParam("interviewer") String interviewer) {
        return desk.excuse(Access.idOf(id), Visitor.of(caller), Access.idOf(interviewer))
                .map(PanelResource::tagged);
    }

    /** The tag is that of what the panel agreed on. */
    static RestResponse<PanelView> tagged(PanelView view) {
        var agreement = view.reconciliation();
        var response = RestResponse.ResponseBuilder.ok(view);
        return (agreement == null
                        ? response
                        : response.header(HttpHeaders.ETAG, EntityTag.of(agreement.revision())))
                .build();
    }
}
