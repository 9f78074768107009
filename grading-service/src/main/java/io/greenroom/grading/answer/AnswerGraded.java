package io.greenroom.grading.answer;

import io.greenroom.grading.rubric.GradingOutcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data of {@code grading.answer-graded.v1}. */
record AnswerGraded(
        UUID attemptId,
        String candidateId,
        String questionId,
        int questionVersion,
        String state,
        @Nullable GradeView grade,
        @Nullable NotGradedReason notGradedReason) {
    static final String TYPE = "grading.answer-graded.v1";
    static final String TOPIC = "grading.grades";

    static AnswerGraded of(GradingJob job, GradingOutcome outcome) {
        return switch (outcome) {
            case GradingOutcome.Graded graded ->
                    of(job, "GRADED", GradeView.of(graded.grade()), null);
            case GradingOutcome.InReview doubtful ->
                    of(job, "IN_REVIEW", GradeView.of(doubtful.grade()), null);
            case GradingOutcome.NotGraded none ->
                    of(
                            job,
                            "NOT_GRADED",
                            null,
                            new NotGradedReason(GradeView.kebab(none.reason()), none.detail()));
        };
    }

    private static AnswerGraded of(
            GradingJob job,
            String state,
            @Nullable GradeView grade,
            @Nullable NotGradedReason reason) {
        return new AnswerGraded(
                job.attemptId(),
                job.candidateId(),
                job.questionId(),
                job.questionVersion(),
                state,
                grade,
                reason);
    }
}
