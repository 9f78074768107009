package io.greenroom.grading.grade;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why there is no grade.
 *
 * @param code grader-failed, question-unavailable or answer-not-assessable
 * @param detail for the candidate
 */
@Schema(
        name = "NotGradedReason",
        requiredProperties = {"code", "detail"})
public record NotGradedReason(String code, String detail) {}
