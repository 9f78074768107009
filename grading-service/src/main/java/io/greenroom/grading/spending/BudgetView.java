package io.greenroom.grading.spending;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket: it holds at most the limit and fills up evenly within the period.
 *
 * @param left tokens in it now; absent for every user's bucket in general
 */
@Schema(
        name = "Budget",
        requiredProperties = {"scope", "tokens", "limit", "periodSeconds"})
public record BudgetView(
        @Schema(enumeration = {"tenant", "user"}) String scope,
        @Schema(enumeration = {"input", "output"}) String tokens,
        long limit,
        long periodSeconds,
        @Nullable Long left) {}
