package io.greenroom.session.practice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this service reads of {@code grading.grade-decided.v1}: a further grade. */
record GradeDecided(
        UUID attemptId,
        int sequence,
        String kind,
        AttemptState state,
        String by,
        Instant decidedAt,
        GradeGiven.@Nullable Grade grade,
        @Nullable NotGradedReason notGradedReason) {
    static final String TYPE = "grading.grade-decided.v1";

    GradeGiven.Summary summary() {
        return new GradeGiven.Summary(state, grade, notGradedReason);
    }
}
