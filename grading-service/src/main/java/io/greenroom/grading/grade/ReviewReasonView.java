package io.greenroom.grading.grade;

import io.greenroom.grading.rubric.ReviewReason;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a person should look at a grade.
 *
 * @param code for programs, kebab-case
 * @param detail for candidate and reviewer; it reveals no level
 */
@Schema(
        name = "ReviewReason",
        requiredProperties = {"code", "detail"})
public record ReviewReasonView(String code, String detail) {
    /** The reasons as they go over the wire. */
    public static List<ReviewReasonView> of(List<ReviewReason> reasons) {
        return reasons.stream()
                .map(reason -> new ReviewReasonView(reason.code(), reason.detail()))
                .toList();
    }
}
