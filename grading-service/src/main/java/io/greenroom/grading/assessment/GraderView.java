package io.greenroom.grading.assessment;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A grader that this service has.
 *
 * @param active true for the one that grades
 * @param detail in plain words what it is doing
 * @param promptVersion of a grader that has prompts
 * @param provider whom it asks, of one that asks somebody
 * @param samples how often it judges an answer, of one that may judge differently
 * @param breaker whether its provider is being left alone
 * @param evaluation how well this version agrees with people; null when that was not measured
 * @param gates how this version withstands attacks; null when that was not measured
 */
@Schema(
        name = "Grader",
        requiredProperties = {"kind", "version", "model", "active", "detail"})
record GraderView(
        @Schema(enumeration = {"embedded", "llm"}) String kind,
        String version,
        String model,
        boolean active,
        String detail,
        @Nullable String promptVersion,
        @Schema(enumeration = {"openai", "anthropic", "ollama"}) @Nullable String provider,
        @Nullable Integer samples,
        @Schema(enumeration = {"closed", "open", "half-open"}) @Nullable String breaker,
        @Nullable EvaluationView evaluation,
        @Nullable GatesView gates) {}
