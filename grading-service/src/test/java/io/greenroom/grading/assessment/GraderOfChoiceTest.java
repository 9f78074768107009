package io.greenroom.grading.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RubricGrader;
import io.greenroom.grading.testsupport.FakeGrader;
import io.greenroom.grading.testsupport.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraderOfChoiceTest {
    private static final Answer ANSWER = Fixtures.answer("I subtract the row maximum before exp.");

    @Test
    void twoGradersThatAgreeLeaveNoDoubt() {
        var assessment = assess(gives(3, 2), gives(2, 2));

        assertThat(assessment.doubts()).isEmpty();
        assertThat(assessment.provisional()).isFalse();
    }

    @Test
    void aWideGapGoesToAPersonWhicheverIsHigher() {
        assertThat(assess(gives(4, 4), gives(1, 1)).doubts())
                .extracting("code")
                .containsExactly("graders-disagree");
        assertThat(assess(gives(0, 1), gives(4, 2)).doubts()).hasSize(1);
        // The wanted grader's levels stand all the same.
        assertThat(assess(gives(4, 4), gives(1, 1)).verdicts()).allMatch(v -> v.level() == 4);
    }

    @Test
    void whatCannotBeCrossCheckedStands() {
        assertThat(assess(gives(3, 2), new FakeGrader().failing()).doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BUDGET, budget", "UNAVAILABLE, provisional", "NO_JUDGEMENT, provisional"})
    void aStandInSaysWhyItSteppedIn(GraderFailedException.Cause cause, String notice) {
        var assessment = assess(failing(cause), gives(1, 1));

        assertThat(assessment.provisional()).isTrue();
        assertThat(assessment.notices()).extracting("code").containsExactly(notice);
    }

    private static Assessment assess(RubricGrader wanted, RubricGrader standIn) {
        return new GraderOfChoice(new CrossChecked(wanted, standIn, 0.4), standIn)
                .assess(Fixtures.softmax(), ANSWER);
    }

    private static FakeGrader gives(int stability, int axis) {
        return new FakeGrader().gives("stability", stability).gives("axis", axis);
    }

    private static RubricGrader failing(GraderFailedException.Cause cause) {
        return new RubricGrader() {
            @Override
            public GraderInfo info() {
                return new GraderInfo(GraderInfo.Kind.LLM, "failing-1", "none", null);
            }

            @Override
            public Assessment assess(Question question, Answer answer) {
                throw new GraderFailedException("Told to fail", cause, null);
            }
        };
    }
}
