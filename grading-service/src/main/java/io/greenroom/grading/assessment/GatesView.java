package io.greenroom.grading.assessment;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a grader withstands answers that are no answers.
 *
 * @param measuredOn when
 * @param measuredBy the build, on the questions of this repository, or the operator, on answers
 *     there
 * @param pass true when every gate holds
 * @param falsePositiveRate share of honest answers, 0 to 1, that the guard wrongly complains about;
 *     null when only the gates were measured
 * @param heldOutPassRate share, 0 to 1, of attacks withstood whose wording the guard was not
 *     written against; null when only the gates were measured
 * @param gates what must hold
 * @param families the same attacks by their kind
 */
@Schema(
        name = "GraderGates",
        requiredProperties = {"measuredOn", "pass", "measuredBy", "gates", "families"})
record GatesView(
        LocalDate measuredOn,
        @Schema(enumeration = {"build", "operator"}) String measuredBy,
        boolean pass,
        @Nullable Double falsePositiveRate,
        @Nullable Double heldOutPassRate,
        List<Gate> gates,
        List<Family> families) {
    GatesView {
        gates = List.copyOf(gates);
        families = List.copyOf(families);
    }

    /**
     * A bound that must hold. Scores go from 0 to 1.
     *
     * @param name stable, for example {@code blank}
     * @param rule in plain words what must hold
     * @param n answers tried
     * @param mean of the scores, or of their changes where the rule is about a change
     * @param p95 95th percentile of the same
     * @param max greatest of the same
     * @param passRate share of the answers, 0 to 1, that keep the rule one by one
     * @param pass true when the gate holds
     */
    @Schema(
            name = "Gate",
            requiredProperties = {"name", "rule", "n", "mean", "p95", "max", "passRate", "pass"})
    record Gate(
            String name,
            String rule,
            int n,
            double mean,
            double p95,
            double max,
            double passRate,
            boolean pass) {}

    /**
     * Attacks of one kind.
     *
     * @param name stable, for example {@code zero-width}
     * @param gate the gate that they belong to
     * @param n answers tried
     * @param passRate share of them, 0 to 1, that was withstood
     */
    @Schema(
            name = "AttackFamily",
            requiredProperties = {"name", "gate", "n", "passRate"})
    record Family(String name, String gate, int n, double passRate) {}
}
