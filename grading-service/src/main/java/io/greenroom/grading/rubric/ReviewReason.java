package io.greenroom.grading.rubric;

/**
 * Why a person should look at a grade.
 *
 * @param code for programs, kebab-case
 * @param detail for the candidate and the reviewer, kind and plain; it reveals no level and no
 *     score, since a reviewer marks blind
 */
public record ReviewReason(String code, String detail) {
    /** The grader is not sure enough of itself. */
    public static ReviewReason lowConfidence() {
        return new ReviewReason(
                "low-confidence",
                "The grader is not sure enough about this answer, so a person will look at it.");
    }
}
