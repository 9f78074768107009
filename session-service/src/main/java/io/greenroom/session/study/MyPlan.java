package io.greenroom.session.study;

import io.greenroom.platform.Slugs;
import io.greenroom.session.study.StudyPlan.Activity;
import io.greenroom.session.study.StudyPlan.Week;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan that the caller follows.
 *
 * @param chosen null when they follow none
 */
record MyPlan(@Nullable ChosenPlan chosen) {
    static final MyPlan NONE = new MyPlan(null);

    static MyPlan of(ChosenPlans.Chosen chosen) {
        return new MyPlan(ChosenPlan.of(chosen));
    }

    /**
     * A plan with dates and progress.
     *
     * @param daysLeft to the interview; below 0 when it is over
     */
    record ChosenPlan(
            String planId,
            String title,
            String summary,
            Instant chosenAt,
            @Nullable LocalDate interviewDate,
            @Nullable Long daysLeft,
            LocalDate startsOn,
            LocalDate endsOn,
            @Nullable Integer currentWeek,
            Progress progress,
            List<MyWeek> weeks) {
        static ChosenPlan of(ChosenPlans.Chosen chosen) {
            var plan = chosen.plan();
            var progress = chosen.progress();
            var current = progress.current();
            var interview = chosen.interviewDate();
            return new ChosenPlan(
                    plan.planId(),
                    plan.title(),
                    plan.summary(),
                    chosen.chosenAt(),
                    interview,
                    interview == null ? null : ChronoUnit.DAYS.between(chosen.today(), interview),
                    progress.from(plan.weeks().getFirst()),
                    progress.end(),
                    current == null ? null : current.number(),
                    Progress.of(plan, progress),
                    plan.weeks().stream().map(week -> MyWeek.of(week, progress)).toList());
        }
    }

    /**
     * How far it is done.
     *
     * @param complete activities that are done
     */
    record Progress(int complete, int of, int minutesDone, int minutes) {
        static Progress of(StudyPlan plan, PlanProgress progress) {
            var all = plan.weeks().stream().flatMap(week -> week.activities().stream()).toList();
            var complete = all.stream().filter(progress::isComplete).toList();
            return new Progress(
                    complete.size(),
                    all.size(),
                    complete.stream().mapToInt(Activity::minutes).sum(),
                    all.stream().mapToInt(Activity::minutes).sum());
        }
    }

    /** A week with its dates. */
    record MyWeek(
            int number,
            String title,
            String goal,
            List<String> topics,
            LocalDate from,
            LocalDate to,
            String state,
            int complete,
            List<MyActivity> activities) {
        static MyWeek of(Week week, PlanProgress progress) {
            return new MyWeek(
                    week.number(),
                    week.title(),
                    week.goal(),
                    week.topics(),
                    progress.from(week),
                    progress.to(week),
                    Slugs.of(progress.time(week)),
                    (int) week.activities().stream().filter(progress::isComplete).count(),
                    week.activities().stream().map(a -> MyActivity.of(a, progress)).toList());
        }
    }

    /**
     * An activity and what is done of it.
     *
     * @param ticked whether the caller said that it is done
     */
    record MyActivity(
            String id,
            String kind,
            String title,
            int minutes,
            @Nullable String detail,
            @Nullable String topic,
            @Nullable String round,
            @Nullable String loop,
            @Nullable String guide,
            @Nullable Integer count,
            boolean ticked,
            int done,
            int of,
            boolean complete) {
        static MyActivity of(Activity activity, PlanProgress progress) {
            return new MyActivity(
                    activity.id(),
                    activity.kind(),
                    activity.title(),
                    activity.minutes(),
                    activity.detail(),
                    activity.topic(),
                    activity.round(),
                    activity.loop(),
                    activity.guide(),
                    activity.count(),
                    progress.isTicked(activity),
                    progress.done(activity),
                    activity.times(),
                    progress.isComplete(activity));
        }
    }
}
