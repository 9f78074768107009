package io.greenroom.grading.assessment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How well a grader agrees with people's marks, as it was last measured.
 *
 * @param measuredOn when
 * @param measuredBy the build, on questions that the grader was not fitted on, or the operator
 * @param datasets one row a set of human-graded answers
 */
@Schema(
        name = "GraderEvaluation",
        requiredProperties = {"measuredOn", "measuredBy", "datasets"})
// How the figures came about stands in the resource, for who measures anew.
@JsonIgnoreProperties("provenance")
record EvaluationView(
        LocalDate measuredOn,
        @Schema(enumeration = {"build", "operator"}) String measuredBy,
        List<Dataset> datasets) {
    EvaluationView {
        datasets = List.copyOf(datasets);
    }

    /**
     * One set. A figure that its answers cannot give is left out: there is no rank correlation of
     * one answer.
     *
     * @param n answers
     * @param questions questions that they answer
     */
    @Schema(
            name = "EvaluatedDataset",
            requiredProperties = {"name", "n", "questions"})
    record Dataset(
            String name,
            int n,
            int questions,
            @Nullable Figure pearson,
            @Nullable Figure withinQuestion,
            @Nullable Figure spearman,
            @Nullable Figure rmse,
            @Nullable Figure qwk) {}

    /**
     * A figure with its 95 % interval by question.
     *
     * @param low lower end
     * @param high upper end
     */
    @Schema(
            name = "Figure",
            requiredProperties = {"value", "low", "high"})
    record Figure(double value, double low, double high) {}
}
