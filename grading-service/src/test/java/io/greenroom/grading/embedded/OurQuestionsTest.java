package io.greenroom.grading.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.testsupport.OurQuestions;
import io.greenroom.grading.testsupport.OurQuestions.Ours;
import io.greenroom.grading.testsupport.SideBySide;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The embedded grader on the questions of this repository: sanity, not a measure of quality. */
class OurQuestionsTest {
    private static final EmbeddedGrader GRADER = SharedGrader.GRADER;
    private static final GradeAnswer GRADING =
            new GradeAnswer(new Guard(GRADER::vectors), GRADER, Clock.systemUTC());
    private static final List<Ours> ALL = OurQuestions.levelled();

    @Test
    void everyStrongAnswerIsGradedAsStrong() {
        var grades = SideBySide.map(ALL, ours -> graded(ours, ours.question().strongAnswer()));

        for (int i = 0; i < ALL.size(); i++) {
            assertThat(grades.get(i).score()).as(ALL.get(i).id()).isGreaterThanOrEqualTo(75);
            assertThat(grades.get(i).redFlags()).as(ALL.get(i).id()).isEmpty();
            assertThat(grades.get(i).notices()).as(ALL.get(i).id()).isEmpty();
        }
    }

    /** Without the strong answer to lean on, technical ones are still found by their meaning. */
    @Test
    void aTechnicalAnswerIsFoundByTheRubricAlone() {
        var technical = ALL.stream().filter(one -> !one.id().startsWith("behavioral-")).toList();
        var scores =
                sorted(
                        SideBySide.map(
                                technical,
                                ours ->
                                        graded(
                                                        withoutStrongAnswer(ours),
                                                        ours.question().strongAnswer())
                                                .score()));

        assertThat(scores.get(scores.size() / 2)).isGreaterThanOrEqualTo(75);
        assertThat(scores.get(scores.size() / 10)).isGreaterThanOrEqualTo(55);
    }

    @Test
    void anAnswerToAnotherQuestionIsNone() {
        var pairs = new ArrayList<List<Ours>>();
        for (int i = 0; i < ALL.size(); i++) {
            // Every fourth pair, spread evenly, is enough.
            for (int j = i % 4; j < ALL.size(); j += 4) {
                // Questions that share a topic rightly share some of the answer.
                if (Collections.disjoint(ALL.get(i).topics(), ALL.get(j).topics())) {
                    pairs.add(List.of(ALL.get(i), ALL.get(j)));
                }
            }
        }
        var scores =
                sorted(
                        SideBySide.map(
                                pairs,
                                pair ->
                                        graded(
                                                        pair.getFirst(),
                                                        pair.getLast().question().strongAnswer())
                                                .score()));

        assertThat(scores).isNotEmpty();
        assertThat(scores.stream().mapToInt(score -> score).average().orElseThrow()).isLessThan(6);
        assertThat(scores.get((int) (0.98 * (scores.size() - 1)))).isLessThanOrEqualTo(20);
        assertThat(scores.getLast()).isLessThanOrEqualTo(35);
    }

    @Test
    void theQuestionGivenBackOrNothingEarnsNothing() {
        var parroted = SideBySide.map(ALL, ours -> graded(ours, ours.question().prompt()).score());
        var nothing = SideBySide.map(ALL, ours -> graded(ours, "I don't know.").score());

        for (int i = 0; i < ALL.size(); i++) {
            assertThat(parroted.get(i)).as(ALL.get(i).id()).isLessThanOrEqualTo(20);
            assertThat(nothing.get(i)).as(ALL.get(i).id()).isZero();
        }
    }

    @Test
    void halfAnAnswerEarnsLess() {
        var less =
                SideBySide.map(
                        ALL,
                        ours ->
                                graded(ours, half(ours)).score()
                                        < graded(ours, ours.question().strongAnswer()).score());

        assertThat(Collections.frequency(less, true))
                .isGreaterThanOrEqualTo((int) (0.95 * ALL.size()));
    }

    /** Every second paragraph of the strong answer. */
    private static String half(Ours ours) {
        var paragraphs = ours.question().strongAnswer().split("\n\n");
        var half = new StringBuilder();
        for (int i = 0; i < paragraphs.length; i += 2) {
            half.append(paragraphs[i]).append("\n\n");
        }
        return half.toString();
    }

    private static List<Integer> sorted(List<Integer> scores) {
        return scores.stream().sorted().toList();
    }

    private static Grade graded(Ours ours, String text) {
        var outcome = GRADING.grade(ours.question(), ours.answer(text));
        return switch (outcome) {
            case GradingOutcome.Graded graded -> graded.grade();
            case GradingOutcome.InReview doubtful -> doubtful.grade();
            case GradingOutcome.NotGraded none -> throw new AssertionError(none.detail());
        };
    }

    private static Ours withoutStrongAnswer(Ours ours) {
        var question = ours.question();
        return new Ours(
                new Question(
                        question.id(),
                        question.version() + 1,
                        question.title(),
                        question.prompt(),
                        question.starterCode(),
                        question.criteria(),
                        question.redFlags(),
                        ""),
                ours.topics(),
                ours.code());
    }
}
