package io.greenroom.grading.answer;

import io.greenroom.grading.rubric.Answer;
import java.time.Instant;
import java.util.UUID;

/**
 * A submitted answer that waits for its first grade, claimed by one worker.
 *
 * @param claims how often a worker took it up, this time included, less the times it only found
 *     that the question was not there yet
 * @param failures how often a grader failed on it
 */
record GradingJob(
        UUID attemptId,
        String candidateId,
        String questionId,
        int questionVersion,
        Answer answer,
        Instant receivedAt,
        int claims,
        int failures) {}
