package io.greenroom.grading.assessment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A grader that this service has.
 *
 * @param active true for the one that grades
 * @param detail in plain words what it is doing
 * @param evaluation how well this version agrees with people; null when that was not measured
 * @param gates how this version withstands attacks; null when that was not measured
 */
@Schema(
        name = "Grader",
        requiredProperties = {"kind", "version", "model", "active", "detail"})
record GraderView(
        String kind,
        String version,
        String model,
        boolean active,
        String detail,
        @Nullable EvaluationView evaluation,
        @Nullable GatesView gates) {}
