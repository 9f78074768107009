package io.greenroom.grading.answer;

import io.greenroom.grading.grade.SubmittedAnswer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A submitted answer that waits for a grade, claimed by one worker.
 *
 * @param claims how often a worker took it up, this time included, less the times it only found
 *     that the question was not there yet
 * @param failures how often a grader failed on it
 * @param retry true when it was graded before, in vain
 * @param trace which trace it belongs to, if any
 */
record GradingJob(
        SubmittedAnswer submitted,
        Instant receivedAt,
        int claims,
        int failures,
        boolean retry,
        @Nullable String trace) {
    UUID attemptId() {
        return submitted.attemptId();
    }
}
