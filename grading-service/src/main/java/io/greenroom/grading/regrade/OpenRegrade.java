package io.greenroom.grading.regrade;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which past attempts to grade again, and how.
 *
 * @param scope all when absent
 * @param rubric the question's latest (the default), or the one that the attempt was graded on
 * @param overridePeople whether to put the new grades over decisions of people too
 * @param limit at most so many, the newest first; 1,000 when absent
 */
@Schema(name = "OpenRegrade")
record OpenRegrade(
        @Valid @Nullable Scope scope,
        @Pattern(regexp = "latest|attempt", message = "rubric must be latest or attempt.") @Schema(enumeration = {"latest", "attempt"})
                @Nullable String rubric,
        @Nullable Boolean overridePeople,
        @Min(value = 1, message = "limit is at least 1.") @Max(value = 5000, message = "limit is at most 5,000.") @Nullable Integer limit) {

    private static final int USUAL = 1_000;

    /**
     * Bounds; what is absent does not bound.
     *
     * @param grader kind of the grader that gave the current grade
     * @param since when the current grade was given
     */
    @Schema(name = "RegradeScope")
    record Scope(
            @Nullable String questionId,
            @Schema(enumeration = {"embedded", "llm", "human"}) @Nullable String grader,
            @Nullable String graderVersion,
            @Nullable Instant since,
            @Nullable Instant until) {
        static final Scope ALL = new Scope(null, null, null, null, null);
    }

    Scope bounds() {
        return scope == null ? Scope.ALL : scope;
    }

    boolean latestRubric() {
        return !"attempt".equals(rubric);
    }

    boolean overPeople() {
        return Boolean.TRUE.equals(overridePeople);
    }

    int most() {
        return limit == null ? USUAL : limit;
    }
}
