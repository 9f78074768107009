package io.greenroom.grading.review;

import io.greenroom.grading.grade.ReviewReasonView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A review in the queue. Nothing in it tells who the candidate is or what the machine thinks.
 *
 * @param mine whether the viewer holds it
 * @param claimable whether the viewer could take it up now
 */
@Schema(
        name = "ReviewSummary",
        requiredProperties = {
            "id",
            "attemptId",
            "kind",
            "state",
            "reasons",
            "questionId",
            "questionTitle",
            "round",
            "openedAt",
            "dueAt",
            "overdue",
            "mine",
            "claimable"
        })
record ReviewSummaryView(
        UUID id,
        UUID attemptId,
        @Schema(enumeration = {"doubt", "appeal", "sample"}) String kind,
        @Schema(enumeration = {"open", "claimed", "marked", "decided", "withdrawn"}) String state,
        List<ReviewReasonView> reasons,
        String questionId,
        String questionTitle,
        String round,
        Instant openedAt,
        Instant dueAt,
        boolean overdue,
        @Nullable ClaimView claim,
        boolean mine,
        boolean claimable) {

    /** Who holds a review, and how long still. */
    @Schema(
            name = "ReviewClaim",
            requiredProperties = {"mine", "by", "until"})
    record ClaimView(boolean mine, String by, Instant until) {
        static @Nullable ClaimView of(Review review, String viewer, Instant now) {
            var until = review.claimedUntil();
            var by = review.claimedName();
            return review.isClaimed(now) && until != null && by != null
                    ? new ClaimView(review.isHeldBy(viewer, now), by, until)
                    : null;
        }
    }

    /**
     * @param markedElsewhere whether the viewer has handed in marks on the attempt in another
     *     review; in this one they may, and go on with it
     */
    static ReviewSummaryView of(
            Review review,
            List<ReviewReasonView> reasons,
            String viewer,
            boolean markedElsewhere,
            Instant now) {
        boolean mine = review.isHeldBy(viewer, now);
        return new ReviewSummaryView(
                review.id(),
                review.attemptId(),
                review.kind().wire(),
                review.phase(now).wire(),
                reasons,
                review.questionId(),
                review.questionTitle(),
                review.round(),
                review.openedAt(),
                review.dueAt(),
                review.isOpen() && review.dueAt().isBefore(now),
                ClaimView.of(review, viewer, now),
                mine,
                review.isOpen() && (mine || !review.isClaimed(now) && !markedElsewhere));
    }
}
