package io.greenroom.session.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.session.study.StudyPlan.Activity;
import io.greenroom.session.study.StudyPlan.Answered;
import io.greenroom.session.study.StudyPlan.Week;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanProgressTest {
    private static final LocalDate INTERVIEW = LocalDate.of(2027, 1, 31);

    private static final Activity RAG = practice("w1-a1", "rag", null, 2);
    private static final Activity READ =
            new Activity("w1-a2", "read", "Read", 30, null, "rag", null, null, null, null);
    private static final Activity DESIGN = practice("w2-a1", null, "system-design", 1);

    private static final StudyPlan PLAN =
            new StudyPlan(
                    "two-weeks",
                    "Two weeks",
                    "A plan",
                    Instant.EPOCH,
                    List.of(
                            new Week(1, "First", "Goal", List.of(), List.of(RAG, READ)),
                            new Week(2, "Second", "Goal", List.of(), List.of(DESIGN))));

    private static final Answered ABOUT_RAG = new Answered("domain", List.of("rag", "serving"));
    private static final Answered RAG_DESIGN = new Answered("system-design", List.of("rag"));

    @Test
    void theLastWeekEndsWithTheInterview() {
        var progress = on(INTERVIEW);

        assertThat(progress.from(week(1))).isEqualTo(INTERVIEW.minusDays(13));
        assertThat(progress.to(week(1))).isEqualTo(INTERVIEW.minusDays(7));
        assertThat(progress.from(week(2))).isEqualTo(INTERVIEW.minusDays(6));
        assertThat(progress.to(week(2))).isEqualTo(INTERVIEW);
        assertThat(progress.end()).isEqualTo(INTERVIEW);
    }

    @Test
    void withoutAnInterviewTheFirstWeekBeginsWhenThePlanIsChosen() {
        assertThat(PlanProgress.start(PLAN, null, INTERVIEW)).isEqualTo(INTERVIEW);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-17, , COMING, COMING",
        "2027-01-18, 1, CURRENT, COMING",
        "2027-01-24, 1, CURRENT, COMING",
        "2027-01-25, 2, PAST, CURRENT",
        "2027-01-31, 2, PAST, CURRENT",
        "2027-02-01, , PAST, PAST"
    })
    void todayLiesInOneWeekOrNone(
            LocalDate today,
            @Nullable Integer current,
            PlanProgress.Time first,
            PlanProgress.Time second) {
        var progress = on(today);

        assertThat(progress.current()).isEqualTo(current == null ? null : week(current));
        assertThat(progress.time(week(1))).isEqualTo(first);
        assertThat(progress.time(week(2))).isEqualTo(second);
    }

    @Test
    void anAnswerCountsOnceAndForTheEarliestActivityThatAsksForIt() {
        var progress = on(INTERVIEW, RAG_DESIGN, ABOUT_RAG, RAG_DESIGN);

        assertThat(progress.done(RAG)).isEqualTo(2);
        assertThat(progress.isComplete(RAG)).isTrue();
        assertThat(progress.done(DESIGN)).isEqualTo(1);
    }

    @Test
    void whatFitsNothingCountsForNothing() {
        var progress = on(INTERVIEW, new Answered("coding", List.of("attention")));

        assertThat(progress.done(RAG)).isZero();
        assertThat(progress.done(DESIGN)).isZero();
    }

    @Test
    void whatIsTickedIsComplete() {
        var progress =
                new PlanProgress(PLAN, start(), INTERVIEW, List.of(), List.of("w1-a1", "w1-a2"));

        assertThat(progress.isComplete(RAG)).isTrue();
        assertThat(progress.done(RAG)).isZero();
        assertThat(progress.done(READ)).isEqualTo(1);
        assertThat(progress.isComplete(DESIGN)).isFalse();
    }

    @Test
    void practiceOfThisWeekWaitsBeforeWhatIsLeftOver() {
        assertThat(on(INTERVIEW).waiting())
                .extracting(PlanProgress.Waiting::activity)
                .containsExactly(DESIGN, RAG);
        assertThat(on(INTERVIEW, ABOUT_RAG, RAG_DESIGN).waiting())
                .extracting(PlanProgress.Waiting::activity)
                .containsExactly(DESIGN);
    }

    @Test
    void beforeThePlanItsFirstWeekWaitsAndAfterItNothing() {
        assertThat(on(INTERVIEW.minusDays(60)).waiting())
                .extracting(PlanProgress.Waiting::activity)
                .containsExactly(RAG);
        assertThat(on(INTERVIEW.plusDays(1)).waiting()).isEmpty();
    }

    private static Week week(int number) {
        return PLAN.weeks().get(number - 1);
    }

    private static LocalDate start() {
        return PlanProgress.start(PLAN, INTERVIEW, LocalDate.EPOCH);
    }

    private static PlanProgress on(LocalDate today, Answered... answered) {
        return new PlanProgress(PLAN, start(), today, List.of(answered), List.of());
    }

    private static Activity practice(
            String id, @Nullable String topic, @Nullable String round, int count) {
        return new Activity(id, "practice", "Practise", 60, null, topic, round, null, null, count);
    }
}
