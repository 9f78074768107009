package io.greenroom.session.practice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An attempt in the candidate's history. */
record AttemptSummary(
        UUID id,
        AttemptState state,
        String questionId,
        int questionVersion,
        String questionTitle,
        String round,
        int minutes,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant submittedAt,
        long activeSeconds,
        @Nullable Integer score,
        @Nullable String band,
        @Nullable Double confidence) {

    static AttemptSummary of(Attempt attempt) {
        return new AttemptSummary(
                attempt.id(),
                attempt.state(),
                attempt.questionId(),
                attempt.questionVersion(),
                attempt.questionTitle(),
                attempt.round(),
                attempt.minutes(),
                attempt.startedAt(),
                attempt.updatedAt(),
                attempt.submittedAt(),
                attempt.activeSeconds(),
                attempt.score(),
                attempt.band(),
                attempt.confidence());
    }
}
