package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.platform.Roles;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Differences between the content directory and the database, for admins. */
@Path("/api/catalog/curation/reconciliation")
@Tag(name = "Curation")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
class ReconciliationResource {
    private final Reconciliation reconciliation;
    private final Caller caller;

    @Inject
    ReconciliationResource(Reconciliation reconciliation, Caller caller) {
        this.reconciliation = reconciliation;
        this.caller = caller;
    }

    /** Whose text is right. */
    record Settle(@NotNull(message = "Say which.") ReconciliationView.Side take) {}

    @GET
    @WithSession
    @Operation(summary = "Where the content directory and the database differ")
    public Uni<ReconciliationView> read() {
        return reconciliation.differences();
    }

    @POST
    @Path("{questionId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take the text of the files, or keep that of the database")
    public Uni<ReconciliationView> settle(
            @PathParam("questionId") String questionId,
            @Valid @NotNull(message = "The body is missing.") Settle decision) {
        return reconciliation
                .settle(Actor.of(caller), questionId, decision.take())
                .chain(() -> Panache.withSession(reconciliation::differences));
    }
}
