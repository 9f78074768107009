package io.greenroom.session.scorecard;

import io.greenroom.platform.Roles;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.Visitor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
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

/** What a panel agrees on, criterion by criterion. */
@Path("/api/sessions/{id}/reconciliation")
@Tag(name = "Scorecards")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ReconciliationResource {
    private final PanelDesk desk;
    private final Caller caller;

    @Inject
    ReconciliationResource(PanelDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @PUT
    @Operation(
            operationId = "saveReconciliation",
            summary = "The level that counts, with a reason where the cards differ")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PanelView.class)))
    public Uni<RestResponse<PanelView>> save(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") Agreed agreed,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return desk.reconcile(Access.idOf(id), Visitor.of(caller), agreed, Access.seen(ifMatch))
                .map(PanelResource::tagged);
    }
}
