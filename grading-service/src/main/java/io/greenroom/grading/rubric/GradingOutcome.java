package io.greenroom.grading.rubric;

import java.util.List;

/** How grading an answer ended. */
public sealed interface GradingOutcome {
    /** A grade to be shown. */
    record Graded(Grade grade) implements GradingOutcome {}

    /**
     * A grade in doubt, which a person is asked to look at.
     *
     * @param reasons at least one
     */
    record InReview(Grade grade, List<ReviewReason> reasons) implements GradingOutcome {
        public InReview {
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("Nobody looks without a reason");
            }
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * No grade; never a zero in its place.
     *
     * @param detail for the candidate
     */
    record NotGraded(Reason reason, String detail) implements GradingOutcome {}

    /** Why there is no grade. */
    enum Reason {
        GRADER_FAILED,
        QUESTION_UNAVAILABLE,
        ANSWER_NOT_ASSESSABLE
    }
}
