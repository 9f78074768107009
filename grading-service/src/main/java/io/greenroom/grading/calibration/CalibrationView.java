package io.greenroom.grading.calibration;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How well the machine and people agree, by what it may depend on. Only levels that were given
 * without knowing the machine's count.
 *
 * @param aiHuman the machine's level first, the person's second
 * @param humanHuman two people on the same attempt
 * @param drift week by week, oldest first
 * @param reviewers all for admins, themselves for others
 */
@Schema(
        name = "Calibration",
        requiredProperties = {
            "generatedAt",
            "aiHuman",
            "humanHuman",
            "criteria",
            "questions",
            "graders",
            "drift",
            "reviewers"
        })
record CalibrationView(
        Instant generatedAt,
        Agreement aiHuman,
        Agreement humanHuman,
        List<ByCriterion> criteria,
        List<ByQuestion> questions,
        List<ByGrader> graders,
        List<Week> drift,
        List<ByReviewer> reviewers) {

    @Schema(
            name = "CriterionAgreement",
            requiredProperties = {"questionId", "criterionId", "title", "aiHuman", "humanHuman"})
    record ByCriterion(
            String questionId,
            String criterionId,
            String title,
            Agreement aiHuman,
            Agreement humanHuman) {}

    @Schema(
            name = "QuestionAgreement",
            requiredProperties = {"questionId", "title", "aiHuman", "humanHuman"})
    record ByQuestion(String questionId, String title, Agreement aiHuman, Agreement humanHuman) {}

    @Schema(
            name = "GraderAgreement",
            requiredProperties = {"grader", "graderVersion", "aiHuman"})
    record ByGrader(String grader, String graderVersion, Agreement aiHuman) {}

    /**
     * @param week its Monday, YYYY-MM-DD, in UTC
     */
    @Schema(
            name = "DriftBucket",
            requiredProperties = {"week", "aiHuman"})
    record Week(String week, Agreement aiHuman) {}

    /**
     * How a reviewer marks beside the others.
     *
     * @param n levels given where the machine gave one too
     * @param meanDifference the reviewer's level less the machine's
     * @param severity how much milder (above 0) or stricter (below 0) than all reviewers together,
     *     in levels; drawn towards 0 the less there is of it
     */
    @Schema(
            name = "ReviewerSeverity",
            requiredProperties = {"reviewer", "n", "enough", "aiHuman"})
    record ByReviewer(
            String reviewer,
            int n,
            boolean enough,
            Agreement.@Nullable Figure meanDifference,
            @Nullable Double severity,
            Agreement aiHuman) {}
}
