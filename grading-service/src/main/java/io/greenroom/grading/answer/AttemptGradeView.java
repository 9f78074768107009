package io.greenroom.grading.answer;

import io.greenroom.grading.appeal.AppealView;
import io.greenroom.grading.appeal.AppealableView;
import io.greenroom.grading.grade.GradeRecordView;
import io.greenroom.grading.grade.GradeView;
import io.greenroom.grading.grade.NotGradedReason;
import io.greenroom.grading.grade.RecordedGrade;
import io.greenroom.grading.grade.ReviewReasonView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far the grading of an attempt is, and every grade it ever had.
 *
 * @param reviewReasons why a person is asked to look; only with IN_REVIEW
 * @param reviewDueAt when a person should have looked
 * @param grades oldest first; the last one counts
 * @param appeal the newest one
 */
@Schema(
        name = "AttemptGrade",
        requiredProperties = {
            "attemptId",
            "state",
            "reviewReasons",
            "grades",
            "appealable",
            "retry"
        })
record AttemptGradeView(
        UUID attemptId,
        @Schema(enumeration = {"SUBMITTED", "GRADED", "IN_REVIEW", "NOT_GRADED", "APPEALED"})
                String state,
        @Nullable GradeView grade,
        @Nullable NotGradedReason notGradedReason,
        List<ReviewReasonView> reviewReasons,
        @Nullable Instant reviewDueAt,
        List<GradeRecordView> grades,
        @Nullable AppealView appeal,
        AppealableView appealable,
        RetryView retry) {

    /**
     * Whether grading may be tried again.
     *
     * @param waiting whether it is being tried
     * @param notBefore when the owner may ask next
     */
    @Schema(
            name = "Retry",
            requiredProperties = {"allowed", "waiting"})
    record RetryView(boolean allowed, boolean waiting, @Nullable Instant notBefore) {}

    static AttemptGradeView of(
            UUID attemptId,
            List<RecordedGrade> history,
            @Nullable Instant reviewDueAt,
            @Nullable AppealView appeal,
            AppealableView appealable,
            RetryView retry) {
        if (history.isEmpty()) {
            return new AttemptGradeView(
                    attemptId,
                    "SUBMITTED",
                    null,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    null,
                    appealable,
                    retry);
        }
        var given = history.getLast().given();
        boolean appealed = appeal != null && appeal.state().equals("OPEN");
        return new AttemptGradeView(
                attemptId,
                appealed ? "APPEALED" : given.state().name(),
                given.grade(),
                given.notGradedReason(),
                given.reviewReasons(),
                reviewDueAt,
                GradeRecordView.of(history),
                appeal,
                appealable,
                retry);
    }
}
