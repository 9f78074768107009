package io.greenroom.catalog.learn;

import io.greenroom.catalog.learn.Learning.Titled;
import io.greenroom.catalog.learn.LearningContent.Activity;
import io.greenroom.catalog.learn.LearningContent.ActivityKind;
import io.greenroom.catalog.learn.LearningContent.Guide;
import io.greenroom.catalog.learn.LearningContent.Loop;
import io.greenroom.catalog.learn.LearningContent.Plan;
import io.greenroom.catalog.learn.LearningContent.Week;
import io.greenroom.catalog.learn.LearningResource.Listed;
import io.greenroom.catalog.question.Round;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Study plans; who follows which is practice's to know. */
@Path("/api/catalog/plans")
@Tag(name = "Learning")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class PlanResource {
    private final Learning learning;

    @Inject
    PlanResource(Learning learning) {
        this.learning = learning;
    }

    /** A plan in a list. */
    record PlanRow(
            String id, String title, String summary, String audience, int weeks, int minutes) {}

    /** A plan whole. */
    record PlanPage(
            String id,
            String title,
            String summary,
            String audience,
            @Nullable LocalDate interviewDate,
            int minutes,
            List<PlanWeek> weeks) {}

    /** A week; with dates when the interview has one. */
    record PlanWeek(
            int number,
            String title,
            String goal,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            List<Titled> topics,
            int minutes,
            List<PlanActivity> activities) {}

    /**
     * One thing to do.
     *
     * @param id unique within the plan, e.g. w1-a2
     */
    record PlanActivity(
            String id,
            ActivityKind kind,
            String title,
            int minutes,
            @Nullable String detail,
            @Nullable Titled topic,
            @Nullable Round round,
            @Nullable Titled loop,
            @Nullable Titled guide,
            @Nullable Integer count) {}

    @GET
    @Operation(summary = "Study plans")
    public Listed<PlanRow> plans() {
        return new Listed<>(
                learning.content().plans().values().stream()
                        .map(
                                plan ->
                                        new PlanRow(
                                                plan.id(),
                                                plan.title(),
                                                plan.summary(),
                                                plan.audience(),
                                                plan.weeks().size(),
                                                plan.minutes()))
                        .toList());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A study plan, week by week")
    public PlanPage plan(
            @PathParam("id") String id,
            @QueryParam("interviewDate") @Nullable String interviewDate) {
        var plan = LearningResource.known(learning.content().plans(), id, "plan");
        var date = date(interviewDate);
        return new PlanPage(
                plan.id(),
                plan.title(),
                plan.summary(),
                plan.audience(),
                date,
                plan.minutes(),
                plan.weeks().stream().map(week -> week(plan, week, date)).toList());
    }

    private PlanWeek week(Plan plan, Week week, @Nullable LocalDate interview) {
        var to =
                interview == null
                        ? null
                        : interview.minusWeeks((long) plan.weeks().size() - week.number());
        return new PlanWeek(
                week.number(),
                week.title(),
                week.goal(),
                to == null ? null : to.minusDays(6),
                to,
                learning.topics(week.topics()),
                week.activities().stream().mapToInt(Activity::minutes).sum(),
                IntStream.range(0, week.activities().size())
                        .mapToObj(
                                i ->
                                        activity(
                                                Plan.activityId(week.number(), i),
                                                week.activities().get(i)))
                        .toList());
    }

    private PlanActivity activity(String id, Activity activity) {
        var content = learning.content();
        return new PlanActivity(
                id,
                activity.kind(),
                activity.title(),
                activity.minutes(),
                activity.detail(),
                activity.topic() == null ? null : learning.topic(activity.topic()),
                activity.round(),
                Learning.titled(content.loops(), activity.loop(), Loop::title),
                Learning.titled(content.guides(), activity.guide(), Guide::title),
                activity.count());
    }

    private static @Nullable LocalDate date(@Nullable String value) {
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(
                    "interviewDate", "interviewDate must be a date, e.g. 2027-01-31.");
        }
    }
}
