package io.greenroom.grading.trial;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is to be graded on a rubric that is being written.
 *
 * @param language markdown or python; by the question's answer format when absent
 */
@Schema(
        name = "TrialRequest",
        requiredProperties = {"content", "answer"})
record TrialRequest(
        @NotNull(message = "content is missing.") TriedQuestion content,
        @NotNull(message = "answer is missing; it may be empty.") String answer,
        @Schema(enumeration = {"markdown", "python"}) @Nullable String language) {}
