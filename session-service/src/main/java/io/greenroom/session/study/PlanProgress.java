package io.greenroom.session.study;

import io.greenroom.session.study.StudyPlan.Activity;
import io.greenroom.session.study.StudyPlan.Answered;
import io.greenroom.session.study.StudyPlan.Week;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody is with a plan. Practice is counted by answers since the plan was chosen, each
 * for one activity only, the earliest that asks for it; all else is done when they say so.
 */
final class PlanProgress {
    private final StudyPlan plan;
    private final LocalDate start;
    private final LocalDate today;
    private final Set<String> ticked;
    private final Map<String, Integer> done = new LinkedHashMap<>();

    /**
     * @param start the first day of the first week
     * @param answered different questions, in the order of their answers
     * @param ticked ids of activities
     */
    PlanProgress(
            StudyPlan plan,
            LocalDate start,
            LocalDate today,
            Collection<Answered> answered,
            Collection<String> ticked) {
        this.plan = plan;
        this.start = start;
        this.today = today;
        this.ticked = Set.copyOf(ticked);
        answered.forEach(this::count);
    }

    private void count(Answered answered) {
        for (var week : plan.weeks()) {
            for (var activity : week.activities()) {
                if (activity.asksFor(answered) && counted(activity) < activity.times()) {
                    done.merge(activity.id(), 1, Integer::sum);
                    return;
                }
            }
        }
    }

    private int counted(Activity activity) {
        return done.getOrDefault(activity.id(), 0);
    }

    /** The last week ends with the interview; without one the first begins on the given day. */
    static LocalDate start(StudyPlan plan, @Nullable LocalDate interview, LocalDate chosenOn) {
        return interview == null ? chosenOn : interview.minusWeeks(plan.weeks().size()).plusDays(1);
    }

    LocalDate from(Week week) {
        return start.plusWeeks(week.number() - 1L);
    }

    LocalDate to(Week week) {
        return from(week).plusDays(6);
    }

    LocalDate end() {
        return start.plusWeeks(plan.weeks().size()).minusDays(1);
    }

    /** Where today lies to a week. */
    enum Time {
        PAST,
        CURRENT,
        COMING
    }

    Time time(Week week) {
        if (to(week).isBefore(today)) {
            return Time.PAST;
        }
        return from(week).isAfter(today) ? Time.COMING : Time.CURRENT;
    }

    /** The week that today lies in; null before the first and after the last. */
    @Nullable Week current() {
        return plan.weeks().stream()
                .filter(week -> time(week) == Time.CURRENT)
                .findFirst()
                .orElse(null);
    }

    boolean isTicked(Activity activity) {
        return ticked.contains(activity.id());
    }

    int done(Activity activity) {
        return activity.isPractice() ? counted(activity) : isTicked(activity) ? 1 : 0;
    }

    boolean isComplete(Activity activity) {
        return isTicked(activity) || done(activity) >= activity.times();
    }

    /** Practice that waits, with its week. */
    record Waiting(Week week, Activity activity) {}

    /**
     * What to practise by the plan now: of this week first, then what is left over from earlier
     * ones. Before the plan begins it is the first week's; after its end nothing waits any more.
     */
    List<Waiting> waiting() {
        if (today.isAfter(end())) {
            return List.of();
        }
        var order = new ArrayList<Week>();
        var current = current();
        if (current == null) {
            order.add(plan.weeks().getFirst());
        } else {
            order.add(current);
            plan.weeks().stream().filter(week -> time(week) == Time.PAST).forEach(order::add);
        }
        return order.stream()
                .flatMap(
                        week ->
                                week.activities().stream()
                                        .filter(Activity::isPractice)
                                        .filter(activity -> !isComplete(activity))
                                        .map(activity -> new Waiting(week, activity)))
                .toList();
    }
}
