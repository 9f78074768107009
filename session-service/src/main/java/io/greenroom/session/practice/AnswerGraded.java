package io.greenroom.session.practice;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this service reads of {@code grading.answer-graded.v1}. */
record AnswerGraded(
        UUID attemptId,
        AttemptState state,
        @Nullable Given grade,
        @Nullable NotGradedReason notGradedReason) {
    static final String TYPE = "grading.answer-graded.v1";

    /** What lists show of a grade; the whole is kept as it came. */
    record Given(int score, String band, double confidence) {}

    /** Whether it says what its state promises. */
    boolean isWhole() {
        return attemptId != null
                && switch (state) {
                    case GRADED, IN_REVIEW -> grade != null;
                    case NOT_GRADED -> notGradedReason != null;
                    case DRAFT, SUBMITTED -> false;
                };
    }
}
