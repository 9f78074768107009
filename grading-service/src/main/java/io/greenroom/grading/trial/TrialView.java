package io.greenroom.grading.trial;

import io.greenroom.grading.grade.GradeView;
import io.greenroom.grading.grade.NewGrade;
import io.greenroom.grading.grade.ReviewReasonView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate would have got for that answer.
 *
 * @param reviewReasons why a person would be asked to look; only with IN_REVIEW
 */
@Schema(
        name = "Trial",
        requiredProperties = {"state", "grade", "reviewReasons"})
record TrialView(
        @Schema(enumeration = {"GRADED", "IN_REVIEW"}) String state,
        @Nullable GradeView grade,
        List<ReviewReasonView> reviewReasons) {
    static TrialView of(NewGrade given) {
        return new TrialView(given.state().name(), given.grade(), given.reviewReasons());
    }
}
