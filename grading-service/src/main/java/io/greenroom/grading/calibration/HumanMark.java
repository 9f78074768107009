package io.greenroom.grading.calibration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A level that a person gave without knowing the machine's.
 *
 * @param machineLevel what the machine said; absent when it said nothing
 */
record HumanMark(
        UUID attemptId,
        String questionId,
        String questionTitle,
        String criterionId,
        String criterionTitle,
        String reviewer,
        String reviewerName,
        int level,
        @Nullable Integer machineLevel,
        @Nullable String grader,
        @Nullable String graderVersion,
        Instant markedAt) {}
