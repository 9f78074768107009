package io.greenroom.session.scorecard;

import io.greenroom.platform.Roles;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.Visitor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the candidate thinks of the interview. */
@Path("/api/sessions/{id}/rating")
@Tag(name = "Scorecards")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class RatingResource {
    private final ReleaseDesk desk;
    private final Caller caller;

    @Inject
    RatingResource(ReleaseDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    /**
     * @param comment on how the interview was led
     * @param reply to what the panel said
     */
    @Schema(name = "RateSession")
    record RateSession(
            @Min(value = 1, message = "stars go from 1 to 5.") @Max(value = 5, message = "stars go from 1 to 5.") int stars,
            @Size(max = 4_000, message = "A comment has at most 4,000 characters.") @Nullable String comment,
            @Size(max = 4_000, message = "A reply has at most 4,000 characters.") @Nullable String reply) {
        /** What they say is theirs and never printed. */
        @Override
        public String toString() {
            return "RateSession[" + stars + "]";
        }
    }

    @PUT
    @Operation(
            operationId = "rateSession",
            summary = "Rate the interview and answer the panel; may be changed")
    public Uni<ReportView> rate(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") RateSession rating) {
        return desk.rate(Access.idOf(id), Visitor.of(caller), rating);
    }
}
