package io.greenroom.grading.rubric;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a grade comes from: with the answer, enough to come to it again.
 *
 * @param rubricVersion the version of the question whose rubric was used
 */
public record Provenance(
        GraderInfo grader,
        int rubricVersion,
        @Nullable Usage usage,
        Instant gradedAt,
        Duration took) {}
