package io.greenroom.catalog.reveal;

import java.time.Instant;

/**
 * What the catalog needs of a submission; the answer's text is none of its business.
 *
 * @param activeSeconds time at work on it
 */
public record AnswerSubmitted(
        String attemptId,
        String candidateId,
        String questionId,
        int questionVersion,
        Instant submittedAt,
        int activeSeconds) {}
