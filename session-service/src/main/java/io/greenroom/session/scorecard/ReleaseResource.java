package io.greenroom.session.scorecard;

import io.greenroom.platform.Roles;
import io.greenroom.platform.revision.EntityTag;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.Visitor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import org.jspecify.annotations.Nullable;

/** Composing, previewing and releasing what the candidate gets. */
@Path("/api/sessions/{id}/release")
@Tag(name = "Scorecards")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ReleaseResource {
    private final ReleaseDesk desk;
    private final Caller caller;

    @Inject
    ReleaseResource(ReleaseDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "previewRelease",
            summary = "What the candidate would get, and what is missing")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    public Uni<RestResponse<ReleaseView>> look(@PathParam("id") String id) {
        return desk.look(Access.idOf(id), Visitor.of(caller)).map(ReleaseResource::tagged);
    }

    @PUT
    @Operation(operationId = "composeRelease", summary = "What the panel says to the candidate")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    public Uni<RestResponse<ReleaseView>> compose(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") Composition composition,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return desk.compose(Access.idOf(id), Visitor.of(caller), composition, Access.seen(ifMatch))
                .map(ReleaseResource::tagged);
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "releaseSession",
            summary = "Give the candidate what was previewed; it cannot be taken back")
    public Uni<ReportView> release(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return desk.release(Access.idOf(id), Visitor.of(caller), Access.seen(ifMatch));
    }

    private static RestResponse<ReleaseView> tagged(ReleaseView view) {
        return RestResponse.ResponseBuilder.ok(view)
                .header(HttpHeaders.ETAG, EntityTag.of(view.revision()))
                .build();
    }
}
