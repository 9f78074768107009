package io.greenroom.grading.spending;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A month of asking models, for an admin.
 *
 * @param month as in 2026-11, UTC
 * @param candidates those who used most, most first; an empty id is of those who were deleted
 * @param provisionalWaiting attempts that wait to be graded again
 */
@Schema(
        name = "Usage",
        requiredProperties = {
            "month",
            "total",
            "days",
            "graders",
            "candidates",
            "budgets",
            "provisionalWaiting"
        })
record UsageView(
        String month,
        FiguresView total,
        List<DayView> days,
        List<GraderUsageView> graders,
        List<CandidateUsageView> candidates,
        List<BudgetView> budgets,
        int provisionalWaiting) {

    @Schema(
            name = "UsageDay",
            requiredProperties = {"day", "figures"})
    record DayView(@Schema(format = "date") String day, FiguresView figures) {}

    @Schema(
            name = "UsageOfGrader",
            requiredProperties = {"provider", "model", "version", "figures"})
    record GraderUsageView(String provider, String model, String version, FiguresView figures) {}

    @Schema(
            name = "UsageOfCandidate",
            requiredProperties = {"candidateId", "figures"})
    record CandidateUsageView(String candidateId, FiguresView figures) {}
}
