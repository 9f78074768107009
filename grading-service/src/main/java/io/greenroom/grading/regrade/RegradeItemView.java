package io.greenroom.grading.regrade;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a re-grade.
 *
 * @param byPerson whether the old grade is a person's
 * @param detail why it failed or was skipped
 */
@Schema(
        name = "RegradeItem",
        requiredProperties = {
            "attemptId",
            "questionId",
            "state",
            "byPerson",
            "oldScore",
            "oldBand",
            "crossesBand"
        })
record RegradeItemView(
        UUID attemptId,
        String questionId,
        @Schema(enumeration = {"waiting", "graded", "failed", "applied", "skipped"}) String state,
        boolean byPerson,
        int oldScore,
        String oldBand,
        @Nullable Integer newScore,
        @Nullable String newBand,
        @Nullable Integer difference,
        boolean crossesBand,
        @Nullable String detail) {}
