package io.greenroom.grading.opinion;

import io.greenroom.grading.grade.GradeView;
import io.greenroom.grading.grade.NewGrade;
import io.greenroom.grading.grade.NotGradedReason;
import io.greenroom.grading.grade.ReviewReasonView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data of {@code grading.opinion-given.v1}. */
record OpinionGiven(
        UUID opinionId,
        UUID sessionId,
        UUID itemId,
        @Nullable String candidateId,
        String requestedBy,
        Instant givenAt,
        @Nullable GradeView grade,
        @Nullable NotGradedReason notGradedReason,
        @Nullable List<ReviewReasonView> reviewReasons) {
    static final String TYPE = "grading.opinion-given.v1";
    static final String TOPIC = "grading.opinions";

    static OpinionGiven of(Opinion asked, NewGrade judged, Instant now) {
        return new OpinionGiven(
                asked.id(),
                asked.sessionId(),
                asked.itemId(),
                asked.answer().candidateId().isEmpty() ? null : asked.answer().candidateId(),
                asked.requestedBy(),
                now,
                judged.grade(),
                judged.notGradedReason(),
                judged.reviewReasons().isEmpty() ? null : judged.reviewReasons());
    }

    /** What was said of an answer is personal and never printed. */
    @Override
    public String toString() {
        return "OpinionGiven[" + opinionId + "]";
    }
}
