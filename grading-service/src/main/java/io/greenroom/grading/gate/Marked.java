package io.greenroom.grading.gate;

import java.util.Set;

/**
 * What a grader made of a text.
 *
 * @param score 0 to 1, not rounded to whole levels
 * @param published 0 to 1, of whole levels, as the candidate is shown it
 * @param confidence 0 to 1
 * @param review true when the grade goes to a person instead of standing
 * @param notices codes of what was said about the answer
 */
public record Marked(
        double score, double published, double confidence, boolean review, Set<String> notices) {
    /** Says no more than that little was written, or who graded. */
    private static final Set<String> HARMLESS = Set.of("very-short", "provisional");

    public Marked {
        notices = Set.copyOf(notices);
    }

    /** The greater of the two: what must stay low must be so before and after rounding. */
    double most() {
        return Math.max(score, published);
    }

    /** True when it was remarked that this is no ordinary answer. */
    boolean flagged() {
        return review || notices.stream().anyMatch(code -> !HARMLESS.contains(code));
    }
}
