package io.greenroom.grading.assessment;

import io.greenroom.platform.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Which graders there are, for staff. */
@Path("/api/grading/graders")
@Produces(MediaType.APPLICATION_JSON)
class GraderResource {
    private final Graders graders;

    @Inject
    GraderResource(Graders graders) {
        this.graders = graders;
    }

    @GET
    @Operation(operationId = "listGraders")
    @RolesAllowed({Roles.INTERVIEWER, Roles.ADMIN})
    public GraderListView listGraders() {
        return new GraderListView(graders.all());
    }
}
