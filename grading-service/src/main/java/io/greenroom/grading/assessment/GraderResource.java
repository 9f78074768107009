package io.greenroom.grading.assessment;

import io.greenroom.grading.provisional.ProvisionalGrades;
import io.greenroom.grading.spending.Budgets;
import io.greenroom.platform.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
    private final Budgets budgets;
    private final ProvisionalGrades provisional;

    @Inject
    GraderResource(Graders graders, Budgets budgets, ProvisionalGrades provisional) {
        this.graders = graders;
        this.budgets = budgets;
        this.provisional = provisional;
    }

    @GET
    @Operation(operationId = "listGraders")
    @RolesAllowed({Roles.INTERVIEWER, Roles.ADMIN})
    @RunOnVirtualThread
    public GraderListView listGraders() {
        return new GraderListView(graders.all(), budgets.all(), provisional.waiting());
    }
}
