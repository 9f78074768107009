package io.greenroom.grading.grade;

/** What a grade leaves its attempt in. */
public enum GradeState {
    /** Graded. */
    GRADED,
    /** Graded, but a person is asked to look. */
    IN_REVIEW,
    /** Not graded, with the reason. */
    NOT_GRADED
}
