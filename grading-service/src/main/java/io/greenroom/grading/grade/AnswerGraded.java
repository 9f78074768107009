package io.greenroom.grading.grade;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data of {@code grading.answer-graded.v1}: the first grade of an attempt. */
record AnswerGraded(
        UUID attemptId,
        String candidateId,
        String questionId,
        int questionVersion,
        GradeState state,
        @Nullable GradeView grade,
        @Nullable NotGradedReason notGradedReason,
        @Nullable List<ReviewReasonView> reviewReasons,
        @Nullable Instant reviewDueAt) {
    static final String TYPE = "grading.answer-graded.v1";
    static final String TOPIC = "grading.grades";

    static AnswerGraded of(SubmittedAnswer answer, NewGrade given) {
        return new AnswerGraded(
                answer.attemptId(),
                answer.candidateId(),
                answer.questionId(),
                answer.questionVersion(),
                given.state(),
                given.grade(),
                given.notGradedReason(),
                given.reviewReasons().isEmpty() ? null : given.reviewReasons(),
                given.reviewDueAt());
    }
}
