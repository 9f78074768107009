package io.greenroom.grading.review;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the reviewer decides after the comparison.
 *
 * @param redFlags ids of those that count
 * @param comment for the candidate
 */
@Schema(
        name = "DecideReview",
        requiredProperties = {"criteria", "redFlags", "comment"})
record DecideReview(
        @NotNull(message = "criteria are missing.") @Size(max = 20, message = "There are at most 20 criteria.") List<@Valid @NotNull CriterionDecision> criteria,
        @NotNull(message = "redFlags are missing; they may be empty.") @Size(max = 20, message = "There are at most 20 red flags.") List<@NotBlank String> redFlags,
        @NotBlank(message = "Say something to the candidate.") @Size(max = 4000, message = "A comment has at most 4,000 characters.") String comment) {

    /** The level that counts. */
    @Schema(
            name = "CriterionDecision",
            requiredProperties = {"criterionId", "level"})
    record CriterionDecision(
            @NotBlank(message = "criterionId is missing.") String criterionId,
            @Min(value = 0, message = "Levels go from 0 to 4.") @Max(value = 4, message = "Levels go from 0 to 4.") int level,
            @Size(max = 2000, message = "A note has at most 2,000 characters.") @Nullable String note) {}
}
