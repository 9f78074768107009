package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.platform.Roles;
import io.greenroom.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Merging a question into another one. */
@Path("/api/catalog/curation/questions/{id}/merge")
@RolesAllowed(Roles.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class MergeResource {
    private final MergeQuestions merging;
    private final Caller caller;

    @Inject
    MergeResource(MergeQuestions merging, Caller caller) {
        this.merging = merging;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary =
                    "Retire it in favour of another one, whose draft takes over what only this one"
                            + " had")
    public Uni<Merged> merge(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") Merge merge) {
        return merging.merge(Actor.of(caller), id, merge.into());
    }

    /**
     * Where to.
     *
     * @param into the id of the question that stays
     */
    record Merge(@NotNull(message = "into is missing.") String into) {}
}
