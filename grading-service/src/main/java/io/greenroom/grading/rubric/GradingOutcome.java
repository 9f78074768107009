package io.greenroom.grading.rubric;

/** How grading an answer ended. */
public sealed interface GradingOutcome {
    /** A grade to be shown. */
    record Graded(Grade grade) implements GradingOutcome {}

    /** A grade in doubt, which a person is asked to look at. */
    record InReview(Grade grade) implements GradingOutcome {}

    /**
     * No grade; never a zero in its place.
     *
     * @param detail for the candidate
     */
    record NotGraded(Reason reason, String detail) implements GradingOutcome {}

    /** Why there is no grade. */
    enum Reason {
        GRADER_FAILED,
        QUESTION_UNAVAILABLE,
        ANSWER_NOT_ASSESSABLE
    }
}
