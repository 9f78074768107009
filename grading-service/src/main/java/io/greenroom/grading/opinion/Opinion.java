package io.greenroom.grading.opinion;

import io.greenroom.grading.rubric.Answer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer that an interviewer asks about, held by one worker.
 *
 * @param failures how often a grader failed on it
 * @param trace which trace it belongs to, if any
 */
record Opinion(
        UUID id,
        UUID sessionId,
        UUID itemId,
        String questionId,
        int questionVersion,
        Answer answer,
        String requestedBy,
        Instant receivedAt,
        int failures,
        @Nullable String trace) {}
