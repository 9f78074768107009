package io.greenroom.grading.review;

import io.greenroom.platform.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reviewed grades, for admins. */
@Path("/api/grading/gold")
@Tag(name = "Reviews")
@RolesAllowed(Roles.ADMIN)
class GoldResource {
    private final GoldSet gold;

    @Inject
    GoldResource(GoldSet gold) {
        this.gold = gold;
    }

    @GET
    @Produces("application/x-ndjson")
    @Operation(
            operationId = "exportGold",
            summary = "Answers with the levels that people decided on, one JSON object a line")
    public Uni<String> export(@QueryParam("questionId") @Nullable String questionId) {
        return gold.lines(questionId);
    }
}
