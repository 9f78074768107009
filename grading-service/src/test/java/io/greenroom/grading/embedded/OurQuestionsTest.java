package io.greenroom.grading.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.testsupport.OurQuestions;
import io.greenroom.grading.testsupport.OurQuestions.Ours;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The embedded grader on the questions of this repository: sanity, not a measure of quality. */
class OurQuestionsTest {
    private static final EmbeddedGrader GRADER =
            EmbeddedGrader.create(
                    Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory()));
    private static final GradeAnswer GRADING =
            new GradeAnswer(new Guard(GRADER::vectors), GRADER, Clock.systemUTC());
    private static final List<Ours> ALL = OurQuestions.levelled();

    @Test
    void everyStrongAnswerIsGradedAsStrong() {
        for (var ours : ALL) {
            var grade = graded(ours, ours.question().strongAnswer());

            assertThat(grade.score()).as(ours.question().id()).isGreaterThanOrEqualTo(75);
            assertThat(grade.redFlags()).as(ours.question().id()).isEmpty();
            assertThat(grade.notices()).as(ours.question().id()).isEmpty();
        }
    }

    /** Without the strong answer to lean on, technical ones are still found by their meaning. */
    @Test
    void aTechnicalAnswerIsFoundByTheRubricAlone() {
        var scores = new ArrayList<Integer>();
        for (var ours : ALL) {
            if (!ours.question().id().startsWith("behavioral-")) {
                scores.add(
                        graded(withoutStrongAnswer(ours), ours.question().strongAnswer()).score());
            }
        }
        Collections.sort(scores);

        assertThat(scores.get(scores.size() / 2)).isGreaterThanOrEqualTo(75);
        assertThat(scores.get(scores.size() / 10)).isGreaterThanOrEqualTo(55);
    }

    @Test
    void anAnswerToAnotherQuestionIsNone() {
        var scores = new ArrayList<Integer>();
        for (int i = 0; i < ALL.size(); i++) {
            // Every fourth pair, spread evenly, is enough.
            for (int j = i % 4; j < ALL.size(); j += 4) {
                // Questions that share a topic rightly share some of the answer.
                if (Collections.disjoint(ALL.get(i).topics(), ALL.get(j).topics())) {
                    scores.add(graded(ALL.get(i), ALL.get(j).question().strongAnswer()).score());
                }
            }
        }
        Collections.sort(scores);

        assertThat(scores).isNotEmpty();
        assertThat(scores.stream().mapToInt(score -> score).average().orElseThrow()).isLessThan(6);
        assertThat(scores.get((int) (0.98 * (scores.size() - 1)))).isLessThanOrEqualTo(20);
        assertThat(scores.getLast()).isLessThanOrEqualTo(35);
    }

    @Test
    void theQuestionGivenBackOrNothingEarnsNothing() {
        for (var ours : ALL) {
            assertThat(graded(ours, ours.question().prompt()).score())
                    .as(ours.question().id())
                    .isLessThanOrEqualTo(20);
            assertThat(graded(ours, "I don't know.").score()).isZero();
        }
    }

    @Test
    void halfAnAnswerEarnsLess() {
        var less = new HashSet<String>();
        for (var ours : ALL) {
            var paragraphs = ours.question().strongAnswer().split("\n\n");
            var half = new StringBuilder();
            for (int i = 0; i < paragraphs.length; i += 2) {
                half.append(paragraphs[i]).append("\n\n");
            }
            if (graded(ours, half.toString()).score()
                    < graded(ours, ours.question().strongAnswer()).score()) {
                less.add(ours.question().id());
            }
        }

        assertThat(less.size()).isGreaterThanOrEqualTo((int) (0.95 * ALL.size()));
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
