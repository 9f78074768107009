package io.greenroom.grading.assessment;

import io.greenroom.grading.spending.BudgetView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All graders.
 *
 * @param budgets what asking a model may take
 * @param provisionalWaiting attempts that wait to be graded again by the active grader
 */
@Schema(
        name = "GraderList",
        requiredProperties = {"items", "budgets", "provisionalWaiting"})
record GraderListView(List<GraderView> items, List<BudgetView> budgets, int provisionalWaiting) {}
