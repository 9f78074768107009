package io.greenroom.session.study;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.practice.PracticeProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The study plan that the caller follows. */
@Path("/api/practice/plan")
@Tag(name = "Practice")
@RolesAllowed(Roles.CANDIDATE)
class PlanResource {
    private static final int FARTHEST_YEARS = 2;

    private final ChosenPlans plans;
    private final Caller caller;

    @Inject
    PlanResource(ChosenPlans plans, Caller caller) {
        this.plans = plans;
        this.caller = caller;
    }

    /**
     * Which plan to follow.
     *
     * @param interviewDate the last week ends on this day; without it the first week begins today
     */
    record ChoosePlan(
            @NotBlank(message = "planId is missing.") String planId,
            @Nullable LocalDate interviewDate) {}

    @GET
    @Operation(summary = "The plan that I follow, with my progress")
    public Uni<MyPlan> get() {
        return plans.of(caller.id()).map(found -> found.map(MyPlan::of).orElse(MyPlan.NONE));
    }

    @PUT
    @Operation(summary = "Follow a plan, or set another interview date")
    public Uni<MyPlan> choose(@Valid @NotNull(message = "The body is missing.") ChoosePlan choice) {
        var date = choice.interviewDate();
        // Where the caller is, it may still be yesterday.
        var earliest = plans.today().minusDays(1);
        if (date != null
                && (date.isBefore(earliest) || date.isAfter(earliest.plusYears(FARTHEST_YEARS)))) {
            throw ProblemException.invalid(
                    "/interviewDate",
                    "The interview must be ahead, within " + FARTHEST_YEARS + " years.");
        }
        return plans.choose(caller.id(), choice.planId(), date)
                .chain(
                        chosen -> {
                            if (!chosen) {
                                throw ProblemException.of(
                                        PracticeProblem.PLAN_NOT_FOUND,
                                        "No study plan on offer has this id.");
                            }
                            return get();
                        });
    }

    @DELETE
    @Operation(summary = "Follow no plan")
    public Uni<Void> leave() {
        return plans.leave(caller.id());
    }

    @PUT
    @Path("activities/{activityId}")
    @Operation(summary = "Say that an activity is done")
    public Uni<MyPlan> tick(@PathParam("activityId") String activityId) {
        return known(activityId).chain(() -> plans.tick(caller.id(), activityId)).chain(this::get);
    }

    @DELETE
    @Path("activities/{activityId}")
    @Operation(summary = "Take back that an activity is done")
    public Uni<MyPlan> untick(@PathParam("activityId") String activityId) {
        return known(activityId)
                .chain(() -> plans.untick(caller.id(), activityId))
                .chain(this::get);
    }

    private Uni<Void> known(String activityId) {
        return plans.of(caller.id())
                .invoke(
                        found -> {
                            if (found.isEmpty() || !found.get().plan().has(activityId)) {
                                throw ProblemException.of(
                                        PracticeProblem.ACTIVITY_NOT_FOUND,
                                        "The plan that you follow has no such activity.");
                            }
                        })
                .replaceWithVoid();
    }
}
