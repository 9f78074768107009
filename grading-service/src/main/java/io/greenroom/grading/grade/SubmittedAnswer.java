package io.greenroom.grading.grade;

import io.greenroom.grading.rubric.Answer;
import java.time.Instant;
import java.util.UUID;

/** An answer as it was handed in, and what it answers. */
public record SubmittedAnswer(
        UUID attemptId,
        String candidateId,
        String questionId,
        int questionVersion,
        Answer answer,
        Instant submittedAt) {}
