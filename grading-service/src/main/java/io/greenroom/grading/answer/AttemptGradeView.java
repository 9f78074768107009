package io.greenroom.grading.answer;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far the grading of an attempt is. */
@Schema(
        name = "AttemptGrade",
        requiredProperties = {"attemptId", "state"})
record AttemptGradeView(
        UUID attemptId,
        @Schema(enumeration = {"SUBMITTED", "GRADED", "IN_REVIEW", "NOT_GRADED"}) String state,
        @Nullable GradeView grade,
        @Nullable NotGradedReason notGradedReason) {
    static AttemptGradeView of(AnswerGraded graded) {
        return new AttemptGradeView(
                graded.attemptId(), graded.state(), graded.grade(), graded.notGradedReason());
    }

    static AttemptGradeView waiting(UUID attemptId) {
        return new AttemptGradeView(attemptId, "SUBMITTED", null, null);
    }
}
