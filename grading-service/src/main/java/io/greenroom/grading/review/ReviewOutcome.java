package io.greenroom.grading.review;

import io.greenroom.grading.problem.GradingProblem;
import org.jspecify.annotations.Nullable;

/** What became of something that a reviewer wanted to do. */
sealed interface ReviewOutcome {
    /** It is done; the review as it is now. */
    record Done(ReviewView review) implements ReviewOutcome {}

    /** Somebody, perhaps the same person in another tab, has changed it in between. */
    record Stale(long currentRevision) implements ReviewOutcome {}

    /**
     * It is not possible.
     *
     * @param pointer into the request, where that is the cause
     */
    record Refused(GradingProblem problem, String detail, @Nullable String pointer)
            implements ReviewOutcome {
        static Refused of(GradingProblem problem, String detail) {
            return new Refused(problem, detail, null);
        }
    }
}
