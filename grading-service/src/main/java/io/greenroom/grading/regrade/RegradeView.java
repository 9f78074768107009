package io.greenroom.grading.regrade;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A re-grade, for admins.
 *
 * @param grader which one graded; absent before the first attempt is done
 * @param report of what is graded so far; not in lists
 */
@Schema(
        name = "Regrade",
        requiredProperties = {
            "id",
            "state",
            "scope",
            "rubric",
            "overridePeople",
            "openedBy",
            "openedAt",
            "progress"
        })
record RegradeView(
        UUID id,
        @Schema(enumeration = {"running", "ready", "applying", "applied", "discarded"})
                String state,
        OpenRegrade.Scope scope,
        @Schema(enumeration = {"latest", "attempt"}) String rubric,
        boolean overridePeople,
        @Nullable String grader,
        @Nullable String graderVersion,
        String openedBy,
        Instant openedAt,
        @Nullable Instant endedAt,
        Progress progress,
        @Nullable RegradeReport report) {

    /**
     * How many attempts, by what became of them.
     *
     * @param graded with a new grade that is not applied
     * @param skipped left alone when applied: a person's decision, or changed in the meantime
     */
    @Schema(
            name = "RegradeProgress",
            requiredProperties = {"total", "waiting", "graded", "failed", "applied", "skipped"})
    record Progress(int total, int waiting, int graded, int failed, int applied, int skipped) {}
}
