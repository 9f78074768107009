package io.greenroom.catalog.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.health.QuestionHealth.CareNote;
import io.greenroom.catalog.health.QuestionHealth.CriterionHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule at its bound: on it nothing is said, beyond it something is. */
class CareTest {
    @Test
    void aQuestionThatFaresWellNeedsNoCare() {
        assertThat(Care.of(new Health().health())).isEmpty();
    }

    @Test
    void aQuestionThatNobodyAnsweredNeedsNoCare() {
        var health = new Health();
        health.attempts = 0;
        health.graded = 0;
        health.meanScore = null;
        health.discrimination = null;
        health.medianMinutes = null;
        health.humanDisagreement = null;
        assertThat(Care.of(health.health())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 15.1, true", "3, 15.0, false", "2, 40.0, false"})
    void saysThatPeopleAndTheGraderDisagree(long compared, double points, boolean said) {
        var health = new Health();
        health.compared = compared;
        health.humanDisagreement = points;
        assertSaid(health, "graders-disagree", said);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 3, 0, true",
        "10, 2, 0, false",
        "9, 9, 0, false",
        "9, 3, 3, true",
        "9, 3, 2, false",
        "100, 21, 0, true",
        "100, 20, 0, false",
        "100, 3, 3, true"
    })
    void saysThatManyAppealOrThatSomeAreGranted(
            long attempts, long appeals, long granted, boolean said) {
        var health = new Health();
        health.attempts = attempts;
        health.graded = attempts;
        health.appeals = appeals;
        health.appealsGranted = granted;
        assertSaid(health, "appeals", said);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"0.09, true", "0.1, false", "-0.4, true", "null, false"},
            nullValues = "null")
    void saysThatItTellsNobodyApart(@Nullable Double correlation, boolean said) {
        var health = new Health();
        health.discrimination = correlation;
        assertSaid(health, "poor-discrimination", said);
    }

    @ParameterizedTest
    @CsvSource({"10, 3, true", "10, 2, false", "9, 9, false"})
    void saysThatManyCouldNotBeGraded(long attempts, long notGraded, boolean said) {
        var health = new Health();
        health.attempts = attempts;
        health.graded = attempts - notGraded;
        health.notGraded = notGraded;
        assertSaid(health, "not-graded", said);
    }

    @Test
    void namesTheCriterionThatNobodyMeets() {
        var health = new Health();
        health.criteria = List.of(criterion("Depth", true, false), criterion("Cost", false, false));
        assertThat(Care.of(health.health()))
                .singleElement()
                .satisfies(
                        note -> {
                            assertThat(note.code()).isEqualTo("criterion-never-met");
                            assertThat(note.detail()).contains("\"Depth\"").contains("12 answers");
                        });
    }

    @Test
    void namesTheCriterionThatEverybodyMeets() {
        var health = new Health();
        health.criteria = List.of(criterion("Depth", false, false), criterion("Cost", false, true));
        assertThat(Care.of(health.health()))
                .singleElement()
                .satisfies(
                        note -> {
                            assertThat(note.code()).isEqualTo("criterion-always-met");
                            assertThat(note.detail()).contains("\"Cost\"").contains("12 answers");
                        });
    }

    @ParameterizedTest
    @CsvSource({"10, 24.9, true", "10, 25.0, false", "9, 3.0, false"})
    void saysThatItIsTooHard(long graded, double mean, boolean said) {
        assertSaid(scored(graded, mean), "too-hard", said);
    }

    @ParameterizedTest
    @CsvSource({"10, 90.1, true", "10, 90.0, false", "9, 99.0, false"})
    void saysThatItIsTooEasy(long graded, double mean, boolean said) {
        assertSaid(scored(graded, mean), "too-easy", said);
    }

    @ParameterizedTest
    @CsvSource({"10, 30.1, true", "10, 30.0, false", "9, 90.0, false"})
    void saysThatItTakesLonger(long graded, double median, boolean said) {
        assertSaid(timed(graded, median), "takes-longer", said);
    }

    @ParameterizedTest
    @CsvSource({"10, 7.9, true", "10, 8.0, false", "9, 1.0, false"})
    void saysThatItTakesLess(long graded, double median, boolean said) {
        assertSaid(timed(graded, median), "takes-shorter", said);
    }

    @Test
    void whatPeopleDecidedComesFirst() {
        var health = scored(20, 5.0);
        health.humanDisagreement = 30.0;
        health.appeals = 15;
        health.discrimination = 0.0;
        assertThat(Care.of(health.health()))
                .extracting(CareNote::code)
                .containsExactly("graders-disagree", "appeals", "poor-discrimination", "too-hard");
    }

    private static void assertSaid(Health health, String code, boolean said) {
        assertThat(Care.of(health.health()))
                .extracting(CareNote::code)
                .isEqualTo(said ? List.of(code) : List.of());
    }

    private static CriterionHealth criterion(String title, boolean neverMet, boolean alwaysMet) {
        return new CriterionHealth("c", title, 12, neverMet, alwaysMet, 2.0);
    }

    private static Health scored(long graded, double mean) {
        var health = new Health();
        health.attempts = graded;
        health.graded = graded;
        health.meanScore = mean;
        return health;
    }

    private static Health timed(long graded, double median) {
        var health = new Health();
        health.attempts = graded;
        health.graded = graded;
        health.medianMinutes = median;
        return health;
    }

    /** Of a question of 20 minutes that fares well, unless told otherwise. */
    private static final class Health {
        private long attempts = 20;
        private long graded = 20;
        private long notGraded;
        private @Nullable Double meanScore = 60.0;
        private @Nullable Double discrimination = 0.4;
        private @Nullable Double medianMinutes = 20.0;
        private long appeals;
        private long appealsGranted;
        private long compared = 5;
        private @Nullable Double humanDisagreement = 4.0;
        private List<CriterionHealth> criteria = List.of(criterion("Depth", false, false));

        QuestionHealth health() {
            return new QuestionHealth(
                    "a-question",
                    "a-slug",
                    "A title",
                    1,
                    20,
                    attempts,
                    graded,
                    notGraded,
                    meanScore,
                    12.0,
                    discrimination,
                    medianMinutes,
                    appeals,
                    appealsGranted,
                    compared,
                    humanDisagreement,
                    criteria,
                    List.of());
        }
    }
}
