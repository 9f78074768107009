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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** An interviewer's own scorecard. */
@Path("/api/sessions/{id}/scorecard")
@Tag(name = "Scorecards")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ScorecardResource {
    private final ScorecardDesk desk;
    private final Opinions opinions;
    private final Caller caller;

    @Inject
    ScorecardResource(ScorecardDesk desk, Opinions opinions, Caller caller) {
        this.desk = desk;
        this.opinions = opinions;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "readOwnScorecard", summary = "My scorecard, as far as I have come")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ScorecardView.class)))
    public Uni<RestResponse<ScorecardView>> own(@PathParam("id") String id) {
        return desk.own(Access.idOf(id), Visitor.of(caller)).map(ScorecardResource::tagged);
    }

    @PUT
    @Operation(
            operationId = "saveScorecard",
            summary = "Autosave; If-Match guards against writing over a newer revision")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ScorecardView.class)))
    public Uni<RestResponse<ScorecardView>> save(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") CardContent content,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return desk.save(Access.idOf(id), Visitor.of(caller), content, Access.revision(ifMatch))
                .map(ScorecardResource::tagged);
    }

    @POST
    @Path("submission")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "handInScorecard",
            summary = "Hand the scorecard in; from then on it is final")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ScorecardView.class)))
    public Uni<RestResponse<ScorecardView>> handIn(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return desk.handIn(
                        Access.idOf(id),
                        Visitor.of(caller),
                        caller.isStaff(),
                        Access.revision(ifMatch))
                .map(ScorecardResource::tagged);
    }

    @POST
    @Path("opinion")
    @ResponseStatus(202)
    @Operation(
            operationId = "askOpinion",
            summary = "Ask what the grader thinks of an answer, once own marks are in")
    public Uni<OpinionView> ask(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") Opinions.Ask ask) {
        return opinions.ask(Access.idOf(id), Visitor.of(caller), ask);
    }

    @GET
    @Path("opinions")
    @Operation(operationId = "listOpinions", summary = "What the grader thinks, as far as I asked")
    public Uni<OpinionView.OpinionList> opinions(@PathParam("id") String id) {
        return opinions.own(Access.idOf(id), Visitor.of(caller));
    }

    private static RestResponse<ScorecardView> tagged(ScorecardView card) {
        return RestResponse.ResponseBuilder.ok(card)
                .header(HttpHeaders.ETAG, EntityTag.of(card.revision()))
                .build();
    }
}
