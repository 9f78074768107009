package io.greenroom.session.practice;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The data of {@code session.answer-submitted.v1}. */
record AnswerSubmitted(
        UUID attemptId,
        String candidateId,
        String questionId,
        int questionVersion,
        String text,
        String language,
        Instant submittedAt,
        long activeSeconds) {
    static final String TOPIC = "practice.submissions";
    static final String TYPE = "session.answer-submitted.v1";

    static AnswerSubmitted of(Attempt attempt) {
        return new AnswerSubmitted(
                attempt.id(),
                attempt.candidateId(),
                attempt.questionId(),
                attempt.questionVersion(),
                attempt.text(),
                attempt.language(),
                Objects.requireNonNull(attempt.submittedAt()),
                attempt.activeSeconds());
    }

    /** The text is personal and never printed. */
    @Override
    public String toString() {
        return "AnswerSubmitted[attemptId=" + attemptId + "]";
    }
}
