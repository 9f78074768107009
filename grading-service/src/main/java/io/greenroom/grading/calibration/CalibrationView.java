package io.greenroom.grading.calibration;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How well the machine and people agree, by what it may depend on. Only levels that were given
 * without knowing the machine's count. Others than admins get no figures of fewer attempts than
 * conclude anything.
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
     *     in levels; drawn towards 0 the less there is of it; absent where it would tell a reviewer
     *     the levels of few others
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
            Agreement aiHuman) {
        private ByReviewer withheldIfFew(boolean others) {
            return new ByReviewer(
                    reviewer,
                    n,
                    enough,
                    enough ? meanDifference : null,
                    enough && others ? severity : null,
                    aiHuman.withheldIfFew());
        }
    }

    /** As those see it who may be marking some of it themselves. */
    CalibrationView withheldWhereFew() {
        return new CalibrationView(
                generatedAt,
                aiHuman.withheldIfFew(),
                humanHuman.withheldIfFew(),
                criteria.stream()
                        .map(
                                one ->
                                        new ByCriterion(
                                                one.questionId(),
                                                one.criterionId(),
                                                one.title(),
                                                one.aiHuman().withheldIfFew(),
                                                one.humanHuman().withheldIfFew()))
                        .toList(),
                questions.stream()
                        .map(
                                one ->
                                        new ByQuestion(
                                                one.questionId(),
                                                one.title(),
                                                one.aiHuman().withheldIfFew(),
                                                one.humanHuman().withheldIfFew()))
                        .toList(),
                graders.stream()
                        .map(
                                one ->
                                        new ByGrader(
                                                one.grader(),
                                                one.graderVersion(),
                                                one.aiHuman().withheldIfFew()))
                        .toList(),
                drift.stream()
                        .map(one -> new Week(one.week(), one.aiHuman().withheldIfFew()))
                        .toList(),
                reviewers.stream().map(one -> one.withheldIfFew(aiHuman.enough())).toList());
    }
}
