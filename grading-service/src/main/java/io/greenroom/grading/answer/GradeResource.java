package io.greenroom.grading.answer;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Grades, for the one who is graded and for staff. */
@Path("/api/grading/grades")
@Produces(MediaType.APPLICATION_JSON)
class GradeResource {
    private final Grades grades;
    private final GradingJobs jobs;
    private final Caller caller;

    @Inject
    GradeResource(Grades grades, GradingJobs jobs, Caller caller) {
        this.grades = grades;
        this.jobs = jobs;
        this.caller = caller;
    }

    /** Somebody else's attempt is answered like one that does not exist. */
    @GET
    @Operation(operationId = "readGrade")
    @Path("{attemptId}")
    @RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
    @WithSession
    public Uni<AttemptGradeView> readGrade(UUID attemptId) {
        var callerId = caller.id();
        boolean staff = caller.isStaff();
        return jobs.candidateOf(attemptId)
                .chain(
                        candidate -> {
                            if (candidate.isEmpty()
                                    || !staff && !candidate.get().equals(callerId)) {
                                throw ProblemException.of(
                                        CommonProblem.NOT_FOUND,
                                        "There is no grade of such an attempt.");
                            }
                            return grades.find(attemptId)
                                    .map(
                                            graded ->
                                                    graded.map(AttemptGradeView::of)
                                                            .orElseGet(
                                                                    () ->
                                                                            AttemptGradeView
                                                                                    .waiting(
                                                                                            attemptId)));
                        });
    }
}
