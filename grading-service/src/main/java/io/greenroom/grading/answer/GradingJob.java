package io.greenroom.grading.answer;

import io.greenroom.grading.grade.SubmittedAnswer;
import java.time.Instant;
import java.util.UUID;

/**
 * A submitted answer that waits for a grade, claimed by one worker.
 *
 * @param claims how often a worker took it up, this time included, less the times it only found
 *     that the question was not there yet
 * @param failures how often a grader failed on it
 * @param retry true when it was graded before, in vain
 */
record GradingJob(
        SubmittedAnswer submitted, Instant receivedAt, int claims, int failures, boolean retry) {
    UUID attemptId() {
        return submitted.attemptId();
    }
}
