package io.greenroom.grading.spending;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A month of asking models for the caller's own answers. */
@Schema(
        name = "OwnUsage",
        requiredProperties = {"month", "total", "days", "budgets"})
record OwnUsageView(
        String month, FiguresView total, List<UsageView.DayView> days, List<BudgetView> budgets) {}
