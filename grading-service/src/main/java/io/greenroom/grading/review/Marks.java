package io.greenroom.grading.review;

import io.greenroom.grading.grade.GradeView.EvidenceView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a reviewer thinks, before the machine's marks are shown. */
@Schema(
        name = "Marks",
        requiredProperties = {"criteria", "redFlags"})
record Marks(
        @NotNull(message = "criteria are missing.") @Size(max = 20, message = "There are at most 20 criteria.") List<@Valid @NotNull CriterionMark> criteria,
        @NotNull(message = "redFlags are missing; they may be empty.") @Size(max = 20, message = "There are at most 20 red flags.") List<@Valid @NotNull FlagMark> redFlags,
        @Size(max = 4000, message = "A comment has at most 4,000 characters.") @Nullable String comment) {

    /**
     * A level, once there is one, and what shows it.
     *
     * @param note why, for the candidate
     */
    @Schema(
            name = "CriterionMark",
            requiredProperties = {"criterionId", "evidence"})
    record CriterionMark(
            @NotBlank(message = "criterionId is missing.") String criterionId,
            @Min(value = 0, message = "Levels go from 0 to 4.") @Max(value = 4, message = "Levels go from 0 to 4.") @Nullable Integer level,
            @NotNull(message = "evidence is missing; it may be empty.") @Size(max = 10, message = "A criterion has at most 10 quotes.") List<@NotNull EvidenceView> evidence,
            @Size(max = 2000, message = "A note has at most 2,000 characters.") @Nullable String note) {}

    /** A red flag that the reviewer saw. */
    @Schema(
            name = "FlagMark",
            requiredProperties = {"redFlagId", "evidence"})
    record FlagMark(
            @NotBlank(message = "redFlagId is missing.") String redFlagId,
            @NotNull(message = "evidence is missing; it may be empty.") @Size(max = 10, message = "A red flag has at most 10 quotes.") List<@NotNull EvidenceView> evidence) {}
}
