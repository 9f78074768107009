package io.greenroom.grading.rubric;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which grader this is: enough to reproduce a grade.
 *
 * @param version changes whenever the same input could grade differently
 * @param promptVersion of a grader that has prompts
 */
public record GraderInfo(Kind kind, String version, String model, @Nullable String promptVersion) {
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9.-]");

    /** The makes of grader. */
    public enum Kind {
        EMBEDDED,
        LLM,
        /** A person, in a review. */
        HUMAN
    }

    /**
     * Names files about exactly this grader: its version and, of one that asks a model, its prompts
     * and that model.
     */
    public String fileName() {
        var name =
                promptVersion == null ? version : String.join("-", version, promptVersion, model);
        return UNFIT.matcher(name).replaceAll("-");
    }
}
