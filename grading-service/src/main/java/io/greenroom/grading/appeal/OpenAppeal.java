package io.greenroom.grading.appeal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a candidate objects to, and why.
 *
 * @param criteria ids of the rubric
 */
@Schema(
        name = "OpenAppeal",
        requiredProperties = {"attemptId", "criteria", "reason"})
record OpenAppeal(
        @NotNull(message = "attemptId is missing.") UUID attemptId,
        @NotEmpty(message = "Name at least one criterion.") @Size(max = 20, message = "There are at most 20 criteria.") List<@NotBlank String> criteria,
        @NotBlank(message = "Say why.") @Size(min = 20, max = 2000, message = "A reason has 20 to 2,000 characters.") String reason) {
    /** The reason is personal data. */
    @Override
    public String toString() {
        return "OpenAppeal[" + attemptId + "]";
    }
}
