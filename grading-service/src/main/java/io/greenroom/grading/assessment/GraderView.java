package io.greenroom.grading.assessment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A grader that this service has.
 *
 * @param active true for the one that grades
 * @param detail in plain words what it is doing
 */
@Schema(
        name = "Grader",
        requiredProperties = {"kind", "version", "model", "active", "detail"})
record GraderView(String kind, String version, String model, boolean active, String detail) {}
