package io.greenroom.session.practice;

/** Where an attempt stands. */
public enum AttemptState {
    /** The candidate is working on it. */
    DRAFT,
    /** Handed in and frozen; the grade is on its way. */
    SUBMITTED,
    /** Graded. */
    GRADED,
    /** There is a grade, but a human is asked to look at it. */
    IN_REVIEW,
    /** No grade could be given, and it is said why. */
    NOT_GRADED,
    /** The candidate has asked for another look at the grade. */
    APPEALED;

    /** Whether nothing more comes by itself. */
    boolean isFinal() {
        return switch (this) {
            case DRAFT, SUBMITTED, IN_REVIEW, APPEALED -> false;
            case GRADED, NOT_GRADED -> true;
        };
    }
}
