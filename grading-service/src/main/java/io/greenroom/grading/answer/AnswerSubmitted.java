package io.greenroom.grading.answer;

import java.time.Instant;
import java.util.UUID;

/** The part of {@code session.answer-submitted.v1} that grading reads. */
record AnswerSubmitted(
        UUID attemptId,
        String candidateId,
        String questionId,
        int questionVersion,
        String text,
        String language,
        Instant submittedAt) {
    static final String TYPE = "session.answer-submitted.v1";

    /** The text is personal data. */
    @Override
    public String toString() {
        return "AnswerSubmitted[" + attemptId + "]";
    }
}
