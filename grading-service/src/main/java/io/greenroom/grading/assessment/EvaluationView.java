package io.greenroom.grading.assessment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How well a grader agrees with people's marks, as it was last accepted.
 *
 * @param measuredOn when
 * @param datasets one row a set of human-graded answers
 */
@Schema(
        name = "GraderEvaluation",
        requiredProperties = {"measuredOn", "datasets"})
// How the figures came about stands in the resource, for who measures anew.
@JsonIgnoreProperties("provenance")
record EvaluationView(LocalDate measuredOn, List<Dataset> datasets) {
    EvaluationView {
        datasets = List.copyOf(datasets);
    }

    /**
     * One set.
     *
     * @param n answers
     * @param questions questions that they answer
     */
    @Schema(
            name = "EvaluatedDataset",
            requiredProperties = {
                "name",
                "n",
                "questions",
                "pearson",
                "withinQuestion",
                "spearman",
                "rmse",
                "qwk"
            })
    record Dataset(
            String name,
            int n,
            int questions,
            Figure pearson,
            Figure withinQuestion,
            Figure spearman,
            Figure rmse,
            Figure qwk) {}

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
