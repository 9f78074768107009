package io.greenroom.grading.answer;

import io.greenroom.grading.appeal.AppealView;
import io.greenroom.grading.appeal.AppealableView;
import io.greenroom.grading.appeal.Appeals;
import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.GradeState;
import io.greenroom.grading.grade.Grades;
import io.greenroom.grading.grade.RecordedGrade;
import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.grading.review.GradeReading;
import io.greenroom.grading.review.OpenReviews;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Grades, for the one who is graded, for reviewers once their own marks are in, and for admins,
 * whose reading is noted.
 */
@Path("/api/grading/grades")
@Tag(name = "Grades")
@Produces(MediaType.APPLICATION_JSON)
class GradeResource {
    private final Answers answers;
    private final Grades grades;
    private final GradingJobs jobs;
    private final Appeals appeals;
    private final OpenReviews reviews;
    private final GradeReading reading;
    private final RetryGrading retrying;
    private final Caller caller;
    private final Clock clock;

    @Inject
    GradeResource(
            Answers answers,
            Grades grades,
            GradingJobs jobs,
            Appeals appeals,
            OpenReviews reviews,
            GradeReading reading,
            RetryGrading retrying,
            Caller caller,
            Clock clock) {
        this.answers = answers;
        this.grades = grades;
        this.jobs = jobs;
        this.appeals = appeals;
        this.reviews = reviews;
        this.reading = reading;
        this.retrying = retrying;
        this.caller = caller;
        this.clock = clock;
    }

    /** Somebody else's attempt is answered like one that does not exist. */
    @GET
    @Operation(operationId = "readGrade", summary = "The grade of an attempt, and all before it")
    @Path("{attemptId}")
    @RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
    @WithTransaction
    public Uni<AttemptGradeView> readGrade(UUID attemptId) {
        var callerId = caller.id();
        boolean admin = caller.hasRole(Roles.ADMIN);
        return answers.find(attemptId)
                .chain(
                        answer -> {
                            if (answer.isEmpty()) {
                                throw notFound();
                            }
                            return answer.get().candidateId().equals(callerId)
                                    ? view(attemptId)
                                    : reading.ask(attemptId, callerId, admin)
                                            .chain(
                                                    allowed ->
                                                            switch (allowed) {
                                                                case ALLOWED -> view(attemptId);
                                                                case NOT_THERE -> throw notFound();
                                                                case MARKS_FIRST ->
                                                                        throw ProblemException.of(
                                                                                GradingProblem
                                                                                        .MARKS_FIRST,
                                                                                "You hold its"
                                                                                    + " review."
                                                                                    + " Hand your"
                                                                                    + " own marks"
                                                                                    + " in first.");
                                                            });
                        });
    }

    @POST
    @Operation(
            operationId = "retryGrading",
            summary = "Grade an attempt again that could not be graded; an owner once an hour")
    @Path("{attemptId}/retries")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.CANDIDATE, Roles.ADMIN})
    @ResponseStatus(202)
    @WithTransaction
    public Uni<AttemptGradeView> retryGrading(UUID attemptId) {
        return retrying.retry(attemptId, caller.id(), caller.hasRole(Roles.ADMIN))
                .chain(
                        outcome ->
                                switch (outcome) {
                                    case RetryGrading.Outcome.Accepted accepted -> view(attemptId);
                                    case RetryGrading.Outcome.NotThere notThere -> throw notFound();
                                    case RetryGrading.Outcome.NotRetryable notRetryable ->
                                            throw ProblemException.of(
                                                    GradingProblem.NOT_RETRYABLE,
                                                    "It has a grade, or is being graded.");
                                    case RetryGrading.Outcome.TooSoon tooSoon ->
                                            throw ProblemException.of(
                                                            GradingProblem.RETRY_TOO_SOON,
                                                            "Try again an hour after the last"
                                                                    + " time.")
                                                    .retryAfter(tooSoon.pause());
                                });
    }

    private Uni<AttemptGradeView> view(UUID attemptId) {
        return grades.history(attemptId).chain(history -> view(attemptId, history));
    }

    private Uni<AttemptGradeView> view(UUID attemptId, List<RecordedGrade> history) {
        var current =
                history.isEmpty()
                        ? Optional.<RecordedGrade>empty()
                        : Optional.of(history.getLast());
        return appeals.appealable(attemptId, current)
                .chain(
                        appealable ->
                                appeals.ofAttempt(attemptId)
                                        .chain(
                                                appeal ->
                                                        reviews.dueAt(attemptId)
                                                                .chain(
                                                                        due ->
                                                                                view(
                                                                                        attemptId,
                                                                                        history,
                                                                                        appealable,
                                                                                        appeal
                                                                                                .orElse(
                                                                                                        null),
                                                                                        due.orElse(
                                                                                                null)))));
    }

    private Uni<AttemptGradeView> view(
            UUID attemptId,
            List<RecordedGrade> history,
            AppealableView appealable,
            @Nullable AppealView appeal,
            @Nullable Instant due) {
        boolean failed =
                !history.isEmpty() && history.getLast().given().state() == GradeState.NOT_GRADED;
        return jobs.waiting(attemptId)
                .map(Optional::orElseThrow)
                .map(
                        waiting -> {
                            var last = waiting.retriedAt();
                            var next = last == null ? null : last.plus(RetryGrading.OWNERS_PAUSE);
                            boolean early = next != null && next.isAfter(clock.instant());
                            return AttemptGradeView.of(
                                    attemptId,
                                    history,
                                    due,
                                    appeal,
                                    appealable,
                                    new AttemptGradeView.RetryView(
                                            failed && !waiting.waits() && !early,
                                            waiting.waits(),
                                            failed && early ? next : null));
                        });
    }

    private static ProblemException notFound() {
        return ProblemException.of(
                CommonProblem.NOT_FOUND, "There is no grade of such an attempt.");
    }
}
