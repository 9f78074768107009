package io.greenroom.grading.rubric;

import org.jspecify.annotations.Nullable;

/**
 * Which grader this is: enough to reproduce a grade.
 *
 * @param version changes whenever the same input could grade differently
 * @param promptVersion of a grader that has prompts
 */
public record GraderInfo(Kind kind, String version, String model, @Nullable String promptVersion) {
    /** The makes of grader. */
    public enum Kind {
        EMBEDDED,
        LLM,
        /** A person, in a review. */
        HUMAN
    }
}
