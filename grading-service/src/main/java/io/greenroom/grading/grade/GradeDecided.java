package io.greenroom.grading.grade;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data of {@code grading.grade-decided.v1}: a further grade of an attempt. */
record GradeDecided(
        UUID attemptId,
        String candidateId,
        String questionId,
        int questionVersion,
        int sequence,
        String kind,
        GradeState state,
        String by,
        Instant decidedAt,
        @Nullable GradeView grade,
        @Nullable NotGradedReason notGradedReason,
        @Nullable List<ReviewReasonView> reviewReasons,
        @Nullable Instant reviewDueAt,
        @Nullable String comment) {
    static final String TYPE = "grading.grade-decided.v1";

    static GradeDecided of(SubmittedAnswer answer, RecordedGrade grade) {
        var given = grade.given();
        return new GradeDecided(
                answer.attemptId(),
                answer.candidateId(),
                answer.questionId(),
                answer.questionVersion(),
                grade.sequence(),
                given.kind().wire(),
                given.state(),
                GradeRecordView.by(given.kind()),
                grade.decidedAt(),
                given.grade(),
                given.notGradedReason(),
                given.reviewReasons().isEmpty() ? null : given.reviewReasons(),
                given.reviewDueAt(),
                given.comment());
    }
}
