package io.greenroom.catalog.health;

import io.greenroom.catalog.question.CatalogProblem;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How well one question works, for those who curate it. */
@Path("/api/catalog/curation/questions/{id}/health")
@Tag(name = "Question health")
@RolesAllowed(Roles.ADMIN)
class QuestionHealthResource {
    private final HealthReport report;

    @Inject
    QuestionHealthResource(HealthReport report) {
        this.report = report;
    }

    @GET
    @Operation(summary = "How well a published question works")
    public Uni<QuestionHealth.Detail> get(@PathParam("id") String id) {
        return report.of(id)
                .onItem()
                .ifNull()
                .failWith(
                        () ->
                                ProblemException.of(
                                        CatalogProblem.QUESTION_NOT_FOUND,
                                        "No published question has this id."));
    }
}
