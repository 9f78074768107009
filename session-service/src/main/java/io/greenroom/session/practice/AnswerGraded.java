package io.greenroom.session.practice;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this service reads of {@code grading.answer-graded.v1}: the first grade. */
record AnswerGraded(
        UUID attemptId,
        AttemptState state,
        GradeGiven.@Nullable Grade grade,
        @Nullable NotGradedReason notGradedReason) {
    static final String TYPE = "grading.answer-graded.v1";

    GradeGiven.Summary summary() {
        return new GradeGiven.Summary(state, grade, notGradedReason);
    }
}
